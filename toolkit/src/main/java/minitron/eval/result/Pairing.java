package minitron.eval.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minitron.eval.metric.Metric;
import minitron.eval.metric.Sample;
import minitron.eval.task.Group;
import minitron.eval.task.Task;

/** Brings two evaluations together document by document, if they are of the same. */
final class Pairing {
  private Pairing() {}

  static List<PairedDifference> of(
      List<TaskResult> first,
      List<GroupResult> groups,
      List<TaskResult> second,
      List<GroupResult> secondGroups) {
    checkSame(
        "tasks",
        names(first, groups),
        names(second, secondGroups),
        "give evaluations of the same tasks, in order");
    List<PairedDifference> differences = new ArrayList<>();
    for (int t = 0; t < first.size(); t++) {
      differences.addAll(of(first.get(t), second.get(t)));
    }
    for (GroupResult group : groups) {
      if (group.group().eachAlike()) {
        alike(group.group(), differences).ifPresent(differences::add);
      } else {
        differences.addAll(pooled(group.group(), differences));
      }
    }
    return differences;
  }

  /** The first metric of each member, each counting the same; empty if one has no score. */
  private static Optional<PairedDifference> alike(Group group, List<PairedDifference> all) {
    List<PairedDifference> members = new ArrayList<>();
    group.groups().forEach(inner -> alike(inner, all).ifPresent(members::add));
    for (Task task : group.tasks()) {
      all.stream()
          .filter(one -> one.task().equals(task.name()))
          .findFirst()
          .ifPresent(members::add);
    }
    return members.size() < group.members().size()
        ? Optional.empty()
        : Optional.of(PairedDifference.unweighted(group.name(), members));
  }

  private static List<PairedDifference> pooled(Group group, List<PairedDifference> tasks) {
    List<String> names = group.leaves().map(Task::name).toList();
    Map<String, List<PairedDifference>> byMetric =
        tasks.stream()
            .filter(task -> names.contains(task.task()))
            .collect(
                Collectors.groupingBy(
                    task -> task.metric() + "," + task.filter(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return byMetric.values().stream()
        .map(same -> PairedDifference.pooled(group.name(), same))
        .toList();
  }

  private static List<PairedDifference> of(TaskResult first, TaskResult second) {
    String name = first.name();
    checkSame(
        name + "'s versions",
        first.task().version(),
        second.task().version(),
        "scores of two versions do not compare, so run both with one");
    checkSame(
        name + "'s shots", first.shots(), second.shots(), "run both with as many solved examples");
    checkSame(
        "the numbers of " + name + "'s documents",
        first.asked(),
        second.asked(),
        "run both with the same limit");
    checkSources(name, first.sources(), second.sources());
    checkRequests(name, first.samples(), second.samples());
    return first.task().outputType().metrics().stream()
        .flatMap(metric -> both(name, metric, first.samples(), second.samples()).stream())
        .toList();
  }

  /** On the documents that have a score in both; empty if there is none. */
  private static Optional<PairedDifference> both(
      String task, Metric metric, List<Sample> first, List<Sample> second) {
    List<Sample> a = new ArrayList<>();
    List<Sample> b = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) { // the same documents and filters, as was checked
      if (!metric.values(first.subList(i, i + 1)).isEmpty()
          && !metric.values(second.subList(i, i + 1)).isEmpty()) {
        a.add(first.get(i));
        b.add(second.get(i));
      }
    }
    return a.isEmpty()
        ? Optional.empty()
        : Optional.of(
            PairedDifference.of(task, metric, metric.perDocument(a), metric.perDocument(b)));
  }

  private static void checkSources(
      String task, Map<String, String> first, Map<String, String> second) {
    Set<String> files = new TreeSet<>(first.keySet());
    files.addAll(second.keySet());
    files.removeIf(file -> Objects.equals(first.get(file), second.get(file)));
    if (!files.isEmpty()) {
      throw new IllegalArgumentException(
          "The two evaluations of %s read other data: %s differs; run both on the same files."
              .formatted(task, String.join(", ", files)));
    }
  }

  /** The same files and shots give the same requests, unless the task itself was changed. */
  private static void checkRequests(String task, List<Sample> first, List<Sample> second) {
    if (!asked(first).equals(asked(second))) {
      throw new IllegalArgumentException(
          "The two evaluations of %s asked other requests of the same documents: run both with one form of the task."
              .formatted(task));
    }
  }

  private static List<Object> asked(List<Sample> samples) {
    List<Object> asked = new ArrayList<>();
    for (Sample sample : samples) {
      asked.addAll(List.of(sample.docId(), sample.filter()));
      sample.instances().forEach(instance -> asked.add(instance.arguments()));
    }
    return asked;
  }

  private static void checkSame(String what, Object first, Object second, String instead) {
    if (!first.equals(second)) {
      throw new IllegalArgumentException(
          "The two evaluations cannot be compared: %s are %s in the first and %s in the second; %s."
              .formatted(what, first, second, instead));
    }
  }

  private static List<String> names(List<TaskResult> tasks, List<GroupResult> groups) {
    return Stream.<Result>concat(tasks.stream(), groups.stream()).map(Result::name).toList();
  }
}
