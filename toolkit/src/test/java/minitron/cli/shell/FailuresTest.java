package minitron.cli.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Whatever is thrown, people read one plain sentence. */
class FailuresTest {
  @Test
  void whatJavaLacksIsNamedWithTheOptionThatGivesIt() {
    says("-Xmx", new OutOfMemoryError("Java heap space"));
    says("-Xmx", new CompletionException(new OutOfMemoryError()));
    says(
        "-XX:MaxDirectMemorySize",
        new OutOfMemoryError("Cannot reserve 9 bytes of direct buffer memory (allocated: 1)"));
    says("-XX:MaxMetaspaceSize", new OutOfMemoryError("Compressed class space"));
    says("ulimit -u", new OutOfMemoryError("unable to create native thread: possibly"));
    says("-Xss", new StackOverflowError());
    says("run doctor", new UnsatisfiedLinkError("libtorch.so: cannot open"));
    says("ulimit -n", new NoClassDefFoundError("ai/djl/engine/Engine"));
    says("ulimit -n", new ExceptionInInitializerError(new IllegalStateException("raw")));
    says("LC_ALL=C.UTF-8", new InvalidPathException("mod\uFFFDle", "unmappable characters"));
  }

  @Test
  void javasOwnWordsForAFileAreReplaced() {
    var denied = new AccessDeniedException("a/b");
    assertEquals(
        "Cannot read a/b: there is no permission for it.",
        Failures.sentence(new UncheckedIOException("Cannot read a/b: a/b", denied)));
    assertEquals("a/b: there is no permission for it.", Failures.sentence(denied));
    var missing = new NoSuchFileException("X");
    assertEquals(
        "Cannot read X: it does not exist.",
        Failures.sentence(new UncheckedIOException("Cannot read X: X", missing)));
    var bytes = new MalformedInputException(1);
    assertEquals(
        "Cannot read X: it is not text in UTF-8; save it again.",
        Failures.sentence(
            new UncheckedIOException("Cannot read X: Input length = 1; save it again.", bytes)));
    var files = new FileSystemException("X", null, "Too many open files");
    assertEquals("X: Too many open files.", Failures.sentence(files));
    assertFalse(Failures.sentence(new IOException("a\u0000b\nc")).contains("\n"));
  }

  @Test
  void wordsThatOurCodeDidNotWriteAreNotSaid() {
    var json = assertThrows(RuntimeException.class, () -> JsonParser.parseString("{").toString());
    String wrapped = "config.json is not a JSON object: " + json.getMessage();
    String said = Failures.sentence(new IllegalArgumentException(wrapped, json));
    assertTrue(said.startsWith("config.json is not a JSON object: its JSON is broken"), said);
    assertFalse(said.contains("github"), said);
    var bounds = assertThrows(RuntimeException.class, () -> List.of(1).get(7));
    assertFalse(Failures.sentence(bounds).contains("out of bounds"), Failures.sentence(bounds));
    assertTrue(Failures.sentence(bounds).contains("in cli.shell.FailuresTest"), "where it was");
  }

  @Test
  void aMessageOfOursIsKeptAndAnEchoIsCut() {
    var ours = new IllegalArgumentException("hidden 99 cannot be kept: allowed are 1 to 24.");
    var wrapped = CompletableFuture.failedFuture(ours);
    var raw = assertThrows(CompletionException.class, wrapped::join);
    assertEquals(ours.getMessage(), Failures.sentence(raw));
    String echo = "label 'x".repeat(12_500);
    String said = Failures.sentence(new IllegalArgumentException("row 3: " + echo + " is bad"));
    assertTrue(said.length() < 2000 && said.startsWith("row 3: label") && said.endsWith(" is bad"));
  }

  private static void says(String part, Throwable e) {
    String said = Failures.sentence(e);
    assertTrue(said.contains(part) && said.lines().count() == 1, said);
  }
}
