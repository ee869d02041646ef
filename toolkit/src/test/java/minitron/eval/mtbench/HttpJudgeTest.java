package minitron.eval.mtbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import minitron.Refusal;
import minitron.eval.ask.Judge;
import minitron.runs.Progress;
import minitron.text.chat.Message;
import org.junit.jupiter.api.Test;

class HttpJudgeTest {
  private static final String KEY = "sk-secret-123";
  private final List<String> said = new ArrayList<>();

  /** Hears sentences; stops once it has heard enough. */
  private Progress hearing(int enough) {
    return new Progress() {
      @Override
      public void at(long done, long total, String note) {}

      @Override
      public void said(String sentence) {
        said.add(sentence);
      }

      @Override
      public boolean cancelled() {
        return said.size() >= enough;
      }
    };
  }

  private static HttpJudge judge(FakeJudgeServer server, Duration answer, Duration pause) {
    var waits = new Waits(answer, pause, 3);
    return new HttpJudge(server.base(), "wise", new ChatClient(server.base(), "wise", KEY, waits));
  }

  private List<String> ask(HttpJudge judge, int cases, Progress progress) {
    Judge.Case one =
        new Judge.Case(
            Map.of(), List.of(Message.of("system", "Be fair."), Message.of("user", "Rate it.")));
    List<String> texts = new ArrayList<>();
    judge.judge(
        Collections.nCopies(cases, one), none -> List.of(), progress, (i, text) -> texts.add(text));
    return texts;
  }

  private List<String> ask(FakeJudgeServer server, int cases) {
    return ask(
        judge(server, Duration.ofSeconds(20), Duration.ofMillis(1)),
        cases,
        hearing(Integer.MAX_VALUE));
  }

  @Test
  void theKeyIsSentAndAppearsNowhere() throws IOException {
    try (var server = new FakeJudgeServer(FakeJudgeServer.says("\"" + KEY + " [[9]]\""))) {
      HttpJudge judge = judge(server, Duration.ofSeconds(20), Duration.ofMillis(1));
      assertEquals(List.of("[key] [[9]]"), ask(judge, 1, hearing(9)));
      assertEquals(List.of("Bearer " + KEY), server.keys);
      assertFalse((judge + judge.label() + said + server.bodies).contains(KEY));
      assertEquals("wise @ 127.0.0.1:" + server.base().getPort(), judge.label());
      JsonObject body = JsonParser.parseString(server.bodies.get(0)).getAsJsonObject();
      assertEquals(
          JsonParser.parseString(
              """
              {"model": "wise", "temperature": 0, "max_tokens": 2048, "n": 1, "messages": [
                {"role": "system", "content": "Be fair."}, {"role": "user", "content": "Rate it."}]}"""),
          body);
    }
  }

  @Test
  void whatMayPassIsAskedAgain() throws IOException {
    try (var server =
        new FakeJudgeServer(
            FakeJudgeServer.answer(429, KEY),
            FakeJudgeServer.answer(500, ""),
            FakeJudgeServer.says("\"[[7]]\""))) {
      assertEquals(List.of("[[7]]", "[[7]]"), ask(server, 2));
      assertEquals(4, server.bodies.size());
      assertFalse(said.toString().contains(KEY));
      assertTrue(said.toString().contains("429"), said.toString());
    }
    try (var server =
        new FakeJudgeServer(FakeJudgeServer.cut(), FakeJudgeServer.says("\"[[6]]\""))) {
      assertEquals(List.of("[[6]]"), ask(server, 1));
    }
  }

  @Test
  void whatDoesNotPassIsAnError() throws IOException {
    try (var server = new FakeJudgeServer(FakeJudgeServer.answer(503, "later"))) {
      assertEquals(List.of(Judge.ERROR), ask(server, 1));
      assertEquals(3, server.bodies.size(), "three tries");
    }
    List<String> rubbish =
        List.of("<html>", "{}", "{\"choices\": []}", "{\"choices\": [{\"message\": {}}]}", "[1");
    for (String body : rubbish) {
      try (var server = new FakeJudgeServer(FakeJudgeServer.answer(200, body))) {
        assertEquals(List.of(Judge.ERROR), ask(server, 1), body);
        assertEquals(1, server.bodies.size(), "asking again would not help");
      }
    }
    try (var server = new FakeJudgeServer(FakeJudgeServer.says("null"))) {
      assertEquals(List.of(""), ask(server, 1));
    }
  }

  @Test
  void aRedirectIsNotFollowed() throws IOException {
    try (var server = new FakeJudgeServer(FakeJudgeServer.answer(307, ""))) {
      assertEquals(List.of(Judge.ERROR, Judge.ERROR), ask(server, 2));
      assertEquals(2, server.bodies.size());
      assertEquals(1, said.size(), "a failure is said once: " + said);
    }
  }

  @Test
  void silenceIsATimeOut() throws IOException {
    try (var server = new FakeJudgeServer()) {
      server.then(server.silence());
      server.then(FakeJudgeServer.says("\"[[5]]\""));
      HttpJudge judge = judge(server, Duration.ofMillis(300), Duration.ofMillis(1));
      assertEquals(List.of("[[5]]"), ask(judge, 1, hearing(9)));
      assertTrue(said.get(0).contains("in time"), said.toString());
    }
  }

  /** It is told to stop by its first failure, in the pause of a day. */
  @Test
  void aPauseEndsWhenItIsToStop() throws IOException {
    try (var server = new FakeJudgeServer(FakeJudgeServer.answer(500, ""))) {
      HttpJudge judge = judge(server, Duration.ofSeconds(20), Duration.ofDays(1));
      var stopped = assertThrows(CancellationException.class, () -> ask(judge, 2, hearing(1)));
      assertEquals("Stopped on request after 0 of 2 judgments.", stopped.getMessage());
    }
  }

  @Test
  void anAddressHasNoSecrets() {
    for (String url :
        List.of("ftp://x", "http://name:" + KEY + "@x", "https://x?key=" + KEY, "x y")) {
      assertFalse(Refusal.of(() -> HttpJudge.address(url), "judge's address").contains(KEY));
    }
    assertEquals("http://x/v1", HttpJudge.address(" http://x/v1/ ").toString());
  }
}
