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
    try {
      Process process =
          new ProcessBuilder(name.toString(), "-I", "-c", WHERE)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      byte[] answer = process.getInputStream().readAllBytes();
      List<String> lines = new String(answer, StandardCharsets.UTF_8).lines().toList();
      return process.waitFor() == 0 && lines.size() == 2
          ? Stream.of(new Python(Path.of(lines.get(0)), Path.of(lines.get(1))))
          : Stream.empty();
    } catch (IOException e) {
      return Stream.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Stream.empty();
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
    try {
      Process process =
          new ProcessBuilder(command(COMPILE))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (OutputStream out = process.getOutputStream()) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      String code = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return process.waitFor() == 0 ? RUN_COMPILED.formatted(code.strip()) : text;
    } catch (IOException e) {
      return text;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return text;
    }
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
