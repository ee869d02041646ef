package minitron.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A way to run an untrusted command.
 *
 * @param name its name in results
 * @param strong whether it hides files, network and processes
 * @param wrapping turns a command into one that runs it in the sandbox
 */
record Isolation(String name, boolean strong, Wrapping wrapping) {
  /** With the program bwrap, version 0.8 or later. */
  static final Isolation BUBBLEWRAP = new Isolation("bubblewrap", true, Isolation::bubblewrap);

  /** With util-linux's unshare, and a script that mounts what bubblewrap would. */
  static final Isolation NAMESPACES = new Isolation("namespaces", true, Isolation::namespaces);

  /** Limits only. */
  static final Isolation WEAK =
      new Isolation(
          "weak (limits only)", false, (p, limits, inner) -> mayBeNobody() ? tied(inner) : inner);

  private static final List<String> SYSTEM =
      List.of("/bin", "/sbin", "/lib", "/lib64", "/lib32", "/libx32");

  /** Not root, since the limit on processes does not hold for root. */
  private static final String NOBODY = "65534";

  interface Wrapping {
    List<String> wrap(Python python, Limits limits, List<String> inner);
  }

  private static List<String> bubblewrap(Python python, Limits limits, List<String> inner) {
    List<String> line = new ArrayList<>(List.of("bwrap", "--unshare-user", "--disable-userns"));
    line.addAll(List.of("--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"));
    line.addAll(List.of("--unshare-cgroup-try", "--die-with-parent", "--new-session"));
    line.addAll(List.of("--ro-bind", "/usr", "/usr"));
    for (String name : SYSTEM) {
      Path folder = Path.of(name);
      if (Files.isSymbolicLink(folder)) {
        line.addAll(List.of("--symlink", target(folder), name));
      } else if (Files.isDirectory(folder)) {
        line.addAll(List.of("--ro-bind", name, name));
      }
    }
    line.addAll(List.of("--dev-bind", "/dev/null", "/dev/null"));
    line.addAll(List.of("--size", limits.folder() + "", "--tmpfs", "/tmp", "--chdir", "/tmp"));
    python.ownFolder().ifPresent(f -> line.addAll(List.of("--ro-bind", f + "", f + "")));
    line.addAll(List.of("--remount-ro", "/"));
    line.addAll(inner);
    return tied(line);
  }

  private static List<String> namespaces(Python python, Limits limits, List<String> inner) {
    List<String> line = new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--mount"));
    line.addAll(List.of("--net", "--pid", "--ipc", "--uts", "--cgroup", "--fork", "--kill-child"));
    line.addAll(List.of("sh", "-c", Scripts.NAMESPACES, "sh"));
    line.addAll(List.of(python.prefix() + "", limits.folder() + ""));
    line.addAll(inner);
    return tied(line);
  }

  /** The command, ended when the thread that started it ends. */
  static List<String> tied(List<String> command) {
    List<String> line = new ArrayList<>(List.of("setpriv", "--pdeathsig=KILL"));
    if (mayBeNobody()) {
      line.addAll(List.of("--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
    }
    line.addAll(command);
    return line;
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether this is root and the user nobody exists; some containers have root only. */
  static boolean mayBeNobody() {
    return isRoot()
        && Stream.of("uid_map", "gid_map")
            .allMatch(map -> lines(map).anyMatch(Isolation::mapsNobody));
  }

  private static boolean mapsNobody(String line) {
    String[] parts = line.strip().split(" +", -1); // first inside, first outside, how many
    long nobody = Long.parseLong(NOBODY);
    long first = Long.parseLong(parts[0]);
    return nobody >= first && nobody - first < Long.parseLong(parts[2]);
  }

  private static Stream<String> lines(String map) {
    try {
      return Files.readAllLines(Path.of("/proc/self", map)).stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
