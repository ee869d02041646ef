package minitron.text.chat.rows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import minitron.Fixtures;
import minitron.runs.Progress;
import minitron.text.Tokenizer;
import minitron.text.chat.LabelledIds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kinds of rows that need no chat template, and what is wrong with rows. */
class ConversationFileTest {
  @TempDir Path temp;

  private final Tokenizer tokenizer = Tokenizer.of(Fixtures.resource("/tokenizers/metaspace"));

  private Conversations read(String... rows) {
    Path file = temp.resolve("talk.jsonl");
    try {
      Files.write(file, List.of(rows).stream().map(row -> row.replace('\'', '"')).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ConversationFile.read(
        file.toString(), tokenizer, ChatPromptTokens.NEMO, Progress.SILENT);
  }

  private void fails(String part, String... rows) {
    var e = assertThrows(IllegalArgumentException.class, () -> read(rows));
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertTrue(e.getMessage().contains("talk.jsonl line " + rows.length), e.getMessage());
  }

  private static int[] learnt(LabelledIds labels) {
    return IntStream.range(0, labels.size())
        .filter(labels::isSupervised)
        .map(t -> labels.ids()[t])
        .toArray();
  }

  private String end() {
    return tokenizer.eosText().orElseThrow();
  }

  @Test
  void ofATextAllIsLearntAndTheEnd() {
    LabelledIds text = read("{'text': 'Tom saw a cat.', 'id': 3}").all().get(0);
    assertArrayEquals(tokenizer.encode("Tom saw a cat." + end()), text.ids());
    assertArrayEquals(text.ids(), learnt(text));
    assertEquals(text.size() - 1, text.targets());
  }

  @Test
  void ofACompletionAllIsLearntAndTheEndOnce() {
    LabelledIds one =
        read("{'prompt': 'Tom saw', 'completion': ' a cat.'}", "", "{'prompt':'', 'completion':''}")
            .all()
            .get(0);
    assertArrayEquals(tokenizer.encode("Tom saw a cat." + end()), one.ids());
    int asked = tokenizer.encode("Tom saw").length;
    assertEquals(one.size() - asked, learnt(one).length);
    assertEquals(
        one, read("{'prompt': 'Tom saw', 'completion': ' a cat." + end() + "'}").all().get(0));
  }

  /** Where prompt and completion share a token, it is said. */
  @Test
  void aPromptThatEndsInsideATokenIsNoted() {
    String row = "{'prompt': 'Tom likes a c', 'completion': 'at.'}";
    Conversations read = read(row, row);
    boolean shared =
        !IntStream.range(0, tokenizer.encode("Tom likes a c").length)
            .allMatch(
                i ->
                    tokenizer.encode("Tom likes a c")[i]
                        == tokenizer.encode("Tom likes a cat.")[i]);
    assertEquals(shared ? 1 : 0, read.notes().size(), read.notes().toString());
  }

  @Test
  void nemosPromptsAndAnswersAreTokenizedApart() {
    LabelledIds labels = read("{'input': 'Tom saw', 'output': 'a cat.'}").all().get(0);
    int[] asked = tokenizer.encodePlain("Tom saw");
    assertEquals(asked[0], labels.ids()[0]);
    assertEquals(labels.size() - asked.length, learnt(labels).length);
    assertEquals(tokenizer.eos().orElseThrow(), labels.ids()[labels.size() - 1]);
  }

  @Test
  void nemosChatsAreKnownByTheirSystem() {
    String turns =
        "'conversations': [{'from': 'User', 'value': 'Tom'}, {'from': 'Assistant', 'value': 'a cat'}]}";
    ChatPromptTokens words = new ChatPromptTokens("s ", "t ", "l ", " e ", " n ");
    RowTokens tokens = new RowTokens(tokenizer, () -> null, words, note -> {});
    var row = ConversationFile.rows(written("{'system': 'Anna', 'mask': 'User', " + turns)).get(0);
    assertEquals(ConversationKind.NEMO_CHAT, ConversationKind.of(row));
    assertTrue(ConversationKind.NEMO_CHAT.label(row, tokens).targets() > 0);
    var shared = ConversationFile.rows(written("{" + turns)).get(0);
    assertEquals(ConversationKind.SHAREGPT, ConversationKind.of(shared));
  }

  private Path written(String row) {
    try {
      return Files.writeString(temp.resolve("row.jsonl"), row.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aWrongRowIsNamedByFileLineAndField() {
    fails("which are no conversation; allowed are messages", "{'question': 1}");
    fails("field \"completion\" must be a string, but is 3", "{'prompt': 'a', 'completion': 3}");
    fails(
        "has prompt and completion, but the rows before have text",
        "{'text': 'a'}",
        "{'prompt': 'a', 'completion': 'b'}");
    fails("no JSON object", "[1]");
    fails("no JSON at character 10", "{'text': x}");
    fails("field \"messages\" must be a list of at least one object", "{'messages': []}");
    fails("field \"role\" must be a string, but is missing", "{'messages': [{'content': 'a'}]}");
    fails("\"from\" must be human, gpt or system", "{'conversations': [{'from':'x','value':'y'}]}");
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Path text = Files.writeString(temp.resolve("talk.txt"), "Tom saw a cat.");
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                ConversationFile.read(
                    text.toString(), tokenizer, ChatPromptTokens.NEMO, Progress.SILENT));
    assertTrue(e.getMessage().contains("is no file of conversations"), e.getMessage());
  }
}
