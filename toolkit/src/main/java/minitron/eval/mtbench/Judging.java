package minitron.eval.mtbench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import minitron.eval.ask.AnswerLog;
import minitron.eval.ask.ChatFormat;
import minitron.eval.ask.Judge;
import minitron.eval.ask.LanguageModel;
import minitron.infer.Sampling;
import minitron.text.chat.Message;

/** Lets a judge rate every turn; each judgment is kept as soon as it is there. */
record Judging(Judge judge, JudgePrompts prompts, LanguageModel model) {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  /** The judgments of every question, a turn each. */
  List<List<Judgment>> of(List<Question> questions, List<List<Turn>> turns) {
    List<Judge.Case> cases = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      List<String> answers = turns.get(i).stream().map(Turn::text).toList();
      for (int turn = 1; turn <= Question.TURNS; turn++) {
        cases.add(prompts.of(questions.get(i), turn, answers));
      }
    }
    List<String> texts = texts(cases);
    List<List<Judgment>> judgments = new ArrayList<>();
    for (int i = 0; i < cases.size(); i += Question.TURNS) {
      judgments.add(
          List.of(
              new Judgment(judge.label(), 1, user(cases.get(i)), texts.get(i)),
              new Judgment(judge.label(), 2, user(cases.get(i + 1)), texts.get(i + 1))));
    }
    return judgments;
  }

  private static String user(Judge.Case one) {
    return String.valueOf(one.messages().get(1).fields().get("content"));
  }

  private List<String> texts(List<Judge.Case> cases) {
    AnswerLog log = model.log();
    String[] texts = new String[cases.size()];
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      texts[i] = log.object(key(cases.get(i))).flatMap(Judging::judgment).orElse(null);
      if (texts[i] == null) {
        left.add(i);
      }
    }
    judge.judge(
        left.stream().map(cases::get).toList(),
        this::answers,
        model.progress(),
        (n, text) -> {
          texts[left.get(n)] = text;
          keep(cases.get(left.get(n)), text);
        });
    return List.of(texts);
  }

  private String key(Judge.Case one) {
    return model
        .log()
        .key(
            "judgment",
            judge.label(),
            String.valueOf(one.messages().get(0).fields().get("content")),
            user(one));
  }

  private static Optional<String> judgment(JsonObject kept) {
    return kept.get("judgment") instanceof JsonPrimitive text
        ? Optional.of(text.getAsString())
        : Optional.empty();
  }

  /** What could not be had is asked for again next time. */
  private void keep(Judge.Case one, String text) {
    if (!text.equals(Judge.ERROR)) {
      var judgment = new Judgment(judge.label(), 0, user(one), text);
      model.log().add(key(one), GSON.toJsonTree(judgment.fields()).getAsJsonObject());
    }
  }

  /** What the judged model says as a judge. */
  private List<String> answers(List<List<Message>> conversations) {
    ChatFormat chat = model.generation().chat().orElseThrow();
    int most = Math.min(Judge.MAX_TOKENS, model.encoder().window() / 2);
    List<String> asked = conversations.stream().map(c -> prompt(chat, c)).toList();
    return model.generate(asked, Sampling.GREEDY, most);
  }

  /** In one turn of the user where the template knows no system. */
  private static String prompt(ChatFormat chat, List<Message> messages) {
    try {
      return chat.prompt(messages);
    } catch (IllegalArgumentException refused) {
      String both =
          messages.stream()
              .map(message -> String.valueOf(message.fields().get("content")))
              .collect(Collectors.joining("\n\n"));
      return chat.prompt(List.of(Message.of("user", both)));
    }
  }
}
