package minitron.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Python interpreter.
 *
 * @param executable the program itself, not a link or a wrapper
 * @param prefix the folder of the program and its library
 */
record Python(Path executable, Path prefix) {
  private static final String WHERE =
      "import os, sys; print(os.path.realpath(sys.executable)); print(os.path.realpath(sys.base_prefix))";

  private static final String COMPILE =
      """
      import binascii, marshal, sys, zlib
      code = marshal.dumps(compile(sys.stdin.buffer.read(), "<string>", "exec"))
      print(binascii.b2a_base64(zlib.compress(code), newline=False).decode())
      """;
  private static final String RUN_COMPILED =
      """
      import binascii, marshal, zlib
      exec(marshal.loads(zlib.decompress(binascii.a2b_base64("%s"))))
      """;

  /** The interpreters on a PATH, in its order. */
  static List<Python> on(String path) {
    return Arrays.stream(path.split(":", -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "python3"))
        .filter(Files::isExecutable)
        .flatMap(Python::ask)
        .distinct()
        .toList();
  }

  /** Asks an interpreter where it is: the file on the PATH may be a version manager's script. */
  private static Stream<Python> ask(Path name) {
    List<String> where = output(List.of(name.toString(), "-I", "-c", WHERE), "").lines().toList();
    return where.size() == 2
        ? Stream.of(new Python(Path.of(where.get(0)), Path.of(where.get(1))))
        : Stream.empty();
  }

  /** What a command answers to a text; empty if it fails. */
  private static String output(List<String> command, String text) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try (OutputStream out = process.getOutputStream()) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? answer : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** The interpreter's folder, unless it is the system's. */
  Optional<Path> ownFolder() {
    return prefix.startsWith("/usr") ? Optional.empty() : Optional.of(prefix);
  }

  /**
   * Why a program that may read the interpreter's folder could also read a user's files; empty if
   * it could not.
   *
   * @param home the user's folder, not a link
   */
  Optional<String> exposes(Path home) {
    boolean wide =
        ownFolder().isPresent()
            && home.getNameCount() > 0
            && (home.startsWith(prefix) || home.equals(prefix.getParent()));
    String why =
        "its folder "
            + prefix
            + " has other files too, which programs could read; install Python in a folder of its"
            + " own, e.g. ~/.pyenv/versions/3.12";
    return wide ? Optional.of(why) : Optional.empty();
  }

  /**
   * The same text, compiled: reading it takes as long as a small program runs. It is for this
   * interpreter alone.
   *
   * @return a text that runs it, or the text itself if the interpreter does not compile it
   */
  String compiled(String text) {
    String code = output(command(COMPILE), text).strip();
    return code.isEmpty() ? text : RUN_COMPILED.formatted(code);
  }

  /** The command that runs Python text, with only the environment variables that it needs. */
  List<String> command(String text) {
    return List.of(
        "/usr/bin/env",
        "-i",
        "PATH=/usr/bin:/bin",
        "LANG=C.UTF-8",
        "OPENBLAS_NUM_THREADS=1",
        "MALLOC_ARENA_MAX=1", // else each thread takes a piece of the address space
        "LD_LIBRARY_PATH=" + (prefix.equals(Path.of("/usr")) ? "" : prefix.resolve("lib")),
        executable.toString(),
        "-I",
        "-c",
        text);
  }
}
