package minitron.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import minitron.io.Disk;
import minitron.sandbox.Sandbox;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "sandbox",
    description = {
      "Run Python programs as the code tasks do, and print a verdict a line.",
      "The exit code is 0 if all ran, whatever their verdicts."
    })
final class SandboxCommand implements Callable<Integer> {
  private static final long LARGEST = 16 << 20;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "A program with its tests.")
  List<Path> files;

  @Option(
      names = "--way",
      paramLabel = "bubblewrap|namespaces",
      description = "What the sandbox is made of; default: the first of the two that works.")
  Sandbox.Way way;

  @Option(
      names = "--allow-weak-sandbox",
      description = "Run them with limits alone where there is no sandbox.")
  boolean allowWeakSandbox;

  @Override
  public Integer call() {
    Map<Path, String> programs = new LinkedHashMap<>();
    files.forEach(file -> programs.put(file, read(file)));
    Sandbox sandbox =
        way == null ? Sandbox.find(allowWeakSandbox) : Sandbox.find(List.of(way), allowWeakSandbox);
    programs.forEach(
        (file, program) -> System.out.println(file + ": " + line(sandbox.run(program).text())));
    return 0;
  }

  /** A program says what it likes in its errors; a terminal does not obey it. */
  private static String line(String verdict) {
    return verdict.replaceAll("\\p{C}", " ").strip();
  }

  private static String read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new IllegalArgumentException(
            Files.isDirectory(file)
                ? file + " is a folder: name the programs in it, e.g. " + file.resolve("*.py") + "."
                : "There is no file " + file + ": name a Python program.");
      }
      if (Files.size(file) > LARGEST) {
        throw new IllegalArgumentException(
            "%s has %d bytes; a program has up to %d.".formatted(file, Files.size(file), LARGEST));
      }
      String text = Files.readString(file).replaceFirst("^\ufeff", "");
      if (text.isBlank()) {
        throw new IllegalArgumentException(file + " is empty, so there is no program to run.");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + " is not UTF-8: save it as UTF-8.", e);
    } catch (IOException e) {
      throw Disk.cannotRead(file, e);
    }
  }
}
