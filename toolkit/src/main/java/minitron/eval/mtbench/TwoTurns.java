package minitron.eval.mtbench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.ask.Judge;
import minitron.eval.ask.LanguageModel;
import minitron.eval.metric.Estimate;
import minitron.eval.metric.Instance;
import minitron.eval.metric.Metric;
import minitron.eval.metric.Sample;
import minitron.eval.metric.Score;
import minitron.eval.task.OutputType;
import minitron.eval.task.Prompt;
import minitron.text.Row;

/**
 * Tasks that ask twice in a conversation and let a judge rate both answers.
 *
 * @param maxGenToks tokens an answer at most
 * @param judge of this task, whatever judge the run has; empty for the run's, if it has one
 * @param prompts what the judge is asked; empty until the data was read, and without a judge
 */
public record TwoTurns(int maxGenToks, Optional<Judge> judge, Optional<JudgePrompts> prompts)
    implements OutputType<Question> {
  private static final String TURN = "turn_";
  private static final Metric AVERAGE = Metric.mean("average");

  /** A task that the run's judge rates. */
  public TwoTurns(int maxGenToks) {
    this(maxGenToks, Optional.empty(), Optional.empty());
  }

  /** The same with a judge of its own. */
  public TwoTurns judgedBy(Judge own) {
    return new TwoTurns(maxGenToks, Optional.of(own), prompts);
  }

  private Optional<Judge> judge(GenerationConfig generation) {
    return judge.or(generation::judge);
  }

  @Override
  public OutputType<Question> with(Data data, GenerationConfig generation) {
    return judge(generation).isEmpty()
        ? this
        : new TwoTurns(maxGenToks, judge, Optional.of(MtBenchData.prompts(data::split)));
  }

  @Override
  public Question read(Row row) {
    Question question = Question.of(row);
    prompts.ifPresent(known -> known.check(question));
    return question;
  }

  @Override
  public String shot(Row row) {
    return "";
  }

  @Override
  public void check(String task, GenerationConfig generation, int window) {
    if (generation.chat().isEmpty()) {
      throw new IllegalArgumentException(
          task
              + " asks in conversations only: add --apply-chat-template, in Java options().chat().");
    }
    if (generation.repeats() > 1 || generation.sampling().temperature() > 0) {
      throw new IllegalArgumentException(
          task
              + " has one text an answer, at a temperature that its category has: leave samples and temperature out, or run it by itself.");
    }
    LanguageModel.checkRoom(task, generation.maxGenToks(maxGenToks), window);
  }

  @Override
  public List<Sample> ask(List<Prompt<Question>> asked, LanguageModel model) {
    List<Question> questions = asked.stream().map(Prompt::doc).toList();
    List<List<Turn>> turns = new Dialogues(model, maxGenToks).hold(questions);
    Optional<List<List<Judgment>>> judgments =
        judge(model.generation())
            .map(who -> new Judging(who, prompts.orElseThrow(), model).of(questions, turns));
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < turns.size(); i++) {
      int at = i;
      List<Judgment> own = judgments.map(all -> all.get(at)).orElse(List.of());
      samples.add(sample(asked.get(i).docId(), questions.get(i), turns.get(i), own));
    }
    return samples;
  }

  private Sample sample(int docId, Question question, List<Turn> turns, List<Judgment> judgments) {
    Map<String, Double> scores = new LinkedHashMap<>();
    judgments.stream()
        .filter(Judgment::isRated)
        .forEach(one -> scores.put(TURN + one.turn(), one.score()));
    Ratings.mean(judgments.stream().map(Judgment::score).toList())
        .ifPresent(mean -> scores.put(AVERAGE.name(), mean));
    List<Instance> instances = Stream.<Instance>concat(turns.stream(), judgments.stream()).toList();
    return new Sample(docId, question.category(), instances, "none", scores, Map.of());
  }

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.mean(TURN + 1), Metric.mean(TURN + 2), AVERAGE);
  }

  /** The average is over single ratings: not the mean of both turns where one has more of them. */
  @Override
  public List<Score> scores(List<Sample> samples) {
    List<Score> scores = new ArrayList<>(OutputType.super.scores(samples));
    List<Double> all = judgments(samples).map(Judgment::score).toList();
    OptionalDouble mean = Ratings.mean(all);
    if (mean.isPresent()) {
      var estimate = new Estimate(mean.getAsDouble(), OptionalDouble.empty());
      scores.set(2, new Score(AVERAGE, estimate));
    }
    return scores;
  }

  private static Stream<Judgment> judgments(List<Sample> samples) {
    return samples.stream().flatMap(sample -> sample.instances(Judgment.class));
  }

  @Override
  public List<String> notes(List<Sample> samples, GenerationConfig generation) {
    String chat = generation.chat().isPresent() ? "yes" : "no";
    String who = judge(generation).map(Judge::label).orElse("none, answers only");
    String note =
        "single-answer grading, %d rows asked, judge: %s, chat template: %s"
            .formatted(samples.size(), who, chat);
    if (judge(generation).isEmpty()) {
      return List.of(note + ", not judged");
    }
    List<Judgment> all = judgments(samples).toList();
    long none = all.stream().filter(one -> !one.isRated()).count();
    long unreadable = all.stream().filter(one -> Rating.unreadable(one.text())).count();
    note += String.format(Locale.ROOT, ", %d of %d judgments gave none (−1)", none, all.size());
    return List.of(
        unreadable == 0 ? note : note + ", " + unreadable + " of them a number like [[07]]");
  }
}
