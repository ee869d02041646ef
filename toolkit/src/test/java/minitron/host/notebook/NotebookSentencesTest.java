package minitron.host.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import minitron.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that is no notebook, or no longer one, gets one sentence. */
class NotebookSentencesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{",
        "{}",
        "{'nbformat': 3, 'cells': []}",
        "{'nbformat': '4', 'cells': []}",
        "{'nbformat': [4], 'cells': []}",
        "{'nbformat': 1e999999999, 'cells': []}",
        "{'nbformat': 4}",
        "{'nbformat': 4, 'cells': {}}",
        "{'nbformat': 4, 'cells': [1]}",
        "{'nbformat': 4, 'cells': [{}]}",
        "{'nbformat': 4, 'cells': [{'cell_type': []}]}",
        "{'nbformat': 4, 'cells': [{'cell_type': 'code'}]}",
        "{'nbformat': 4, 'cells': [{'cell_type': 'code', 'source': {}}]}",
        "{'nbformat': 4, 'cells': [{'cell_type': 'code', 'source': ['1', 2]}]}",
        "{'nbformat': 4, 'cells': [{'cell_type': 'code', 'source': '\\ud800'}]}",
      })
  void isSaid(String json) throws IOException {
    Path file = Files.writeString(folder.resolve("a.ipynb"), json.replace('\'', '"'));
    String message = Refusal.of(() -> Notebook.read(file));
    assertTrue(message.startsWith(file + " is not a notebook: "), message);
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void nestingWithoutEndAndBytesThatAreNoText() throws IOException {
    Path deep = Files.writeString(folder.resolve("deep.ipynb"), "[".repeat(100_000));
    assertThrows(IllegalArgumentException.class, () -> Notebook.read(deep));
    Path bytes = Files.write(folder.resolve("bytes.ipynb"), new byte[] {(byte) 0xff});
    var e = assertThrows(UncheckedIOException.class, () -> Notebook.read(bytes));
    assertEquals("Cannot read " + bytes + ": it is not text in UTF-8.", e.getMessage());
  }

  @Test
  void tagsOfAnyKindAreLookedAt() throws IOException {
    String json =
        """
        {"nbformat": 4, "cells": [{"cell_type": "code", "source": "1",
         "metadata": {"tags": [1, [], "raises-exception"]}}]}
        """;
    Path file = Files.writeString(folder.resolve("tags.ipynb"), json);
    assertTrue(Notebook.read(file).cells().get(0).mayFail());
  }
}
