package minitron.text.chat.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import minitron.python.PythonJson;
import minitron.text.chat.LabelledIds;
import org.junit.jupiter.api.Test;

/** NeMo's chats with a token a character. */
class NemoChatTest {
  private static final ChatPromptTokens MARKS = new ChatPromptTokens("$", "#", "~", "|", ":");
  private final List<String> notes = new ArrayList<>();

  private NemoChat.Labelled label(String json) {
    Object fields = PythonJson.loads(json.replace('\'', '"'));
    var row = new ConversationRow(ConversationRow.named((Map<?, ?>) fields), "line 1");
    return new NemoChat(MARKS, text -> text.codePoints().toArray(), notes::add).label(row);
  }

  /** The text, with a dot for what is not learnt. */
  private String learnt(String json) {
    NemoChat.Labelled found = label(json);
    LabelledIds labels = found.labels();
    return IntStream.range(0, labels.size())
        .mapToObj(t -> labels.isSupervised(t) ? found.text().substring(t, t + 1) : ".")
        .collect(Collectors.joining());
  }

  @Test
  void answersAreLearntAndWhatEndsThem() {
    String row =
        "{'system':'s','mask':'U','conversations':[{'from':'U','value':'hi'},{'from':'A','value':'yo'},{'from':'U','value':'q'},{'from':'A','value':'r'}]}";
    assertEquals("$System:s|#U:hi|#A:yo|#U:q|#A:r|#", label(row).text());
    assertEquals("...................yo|#.......r|#", learnt(row));
    assertTrue(notes.isEmpty());
  }

  @Test
  void aMaskedLastTurnHasNoStartBehindIt() {
    String row =
        "{'system':'','mask':'U','conversations':[{'from':'U','value':'a'},{'from':'A','value':'b'},{'from':'U','value':'c'}]}";
    assertEquals("$System:|#U:a|#A:b|#U:c|", label(row).text());
    assertEquals(".................b|#....", learnt(row));
  }

  @Test
  void labelsAreAConditionOrWhatIsLearnt() {
    String turns =
        "'conversations':[{'from':'U','value':'a','label':null},{'from':'A','value':'b','label':'7'}]}";
    String value = "{'system':'','type':'VALUE_TO_TEXT'," + "'mask':'U'," + turns;
    assertEquals("$System:|#U:a|#A:~7:b|#", label(value).text());
    assertEquals("....................b|#", learnt(value));
    String label = "{'system':'','type':'TEXT_TO_VALUE','mask':'U'," + turns;
    assertEquals("$System:|#U:a|#A:b|~7:#", label(label).text());
    assertEquals("....................7:#", learnt(label));
  }

  @Test
  void whatNemoRefusesIsRefused() {
    fails("must be the role of a turn", "{'system':'','conversations':[{'from':'A','value':'b'}]}");
    fails("must be VALUE_TO_TEXT", "{'system':'','type':'X','conversations':[]}");
    fails("field \"value\" must be a string", "{'system':'','conversations':[{'from':'User'}]}");
  }

  private void fails(String part, String json) {
    var e = assertThrows(IllegalArgumentException.class, () -> label(json));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
