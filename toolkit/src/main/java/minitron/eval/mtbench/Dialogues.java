package minitron.eval.mtbench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import minitron.eval.ask.ChatFormat;
import minitron.eval.ask.LanguageModel;
import minitron.infer.Sampling;
import minitron.python.PythonText;
import minitron.text.chat.Message;

/**
 * Asks questions of two turns in one conversation each, at the temperature of their category, as
 * FastChat's gen_model_answer does.
 */
final class Dialogues {
  /** The answer where none could be written. */
  private static final String ERROR = "ERROR";

  private final LanguageModel model;
  private final ChatFormat chat;
  private final int maxGenToks;

  Dialogues(LanguageModel model, int maxGenToks) {
    this.model = model;
    this.chat = model.generation().chat().orElseThrow();
    this.maxGenToks = model.generation().maxGenToks(maxGenToks);
  }

  /** Both turns of every question. */
  List<List<Turn>> hold(List<Question> questions) {
    List<List<Message>> said =
        questions.stream().map(q -> new ArrayList<Message>()).map(l -> (List<Message>) l).toList();
    List<List<Turn>> turns =
        questions.stream().map(q -> (List<Turn>) new ArrayList<Turn>()).toList();
    for (int t = 0; t < Question.TURNS; t++) {
      Turn[] answered = ask(questions, said, t);
      for (int i = 0; i < questions.size(); i++) {
        said.get(i).add(Message.of("assistant", answered[i].text()));
        turns.get(i).add(answered[i]);
      }
    }
    return turns;
  }

  /** A turn of every question: those of one temperature at once. */
  private Turn[] ask(List<Question> questions, List<List<Message>> said, int turn) {
    Map<Double, List<Integer>> byTemperature = new LinkedHashMap<>();
    String[] prompts = new String[questions.size()];
    for (int i = 0; i < prompts.length; i++) {
      said.get(i).add(Message.of("user", questions.get(i).turns().get(turn)));
      prompts[i] = prompt(said.get(i));
      double temperature = temperature(questions.get(i).category());
      byTemperature.computeIfAbsent(temperature, any -> new ArrayList<>()).add(i);
    }
    Turn[] turns = new Turn[prompts.length];
    byTemperature.forEach(
        (temperature, places) -> {
          List<Integer> asked = places.stream().filter(i -> !prompts[i].isEmpty()).toList();
          List<String> texts =
              model.generate(
                  asked.stream().map(i -> prompts[i]).toList(), sampling(temperature), maxGenToks);
          places.forEach(i -> turns[i] = turn(questions.get(i), turn, prompts[i], ERROR));
          IntStream.range(0, texts.size())
              .forEach(
                  n -> {
                    int i = asked.get(n);
                    String text = PythonText.strip(texts.get(n));
                    turns[i] = turn(questions.get(i), turn, prompts[i], text);
                  });
        });
    return turns;
  }

  /** Empty for a conversation that the template refuses. */
  private String prompt(List<Message> messages) {
    try {
      return chat.prompt(List.copyOf(messages));
    } catch (IllegalArgumentException refused) {
      return "";
    }
  }

  /** Seeded by the choice, of which there is one: 0, unless the run has another seed. */
  private Sampling sampling(double temperature) {
    return new Sampling(temperature, 1, model.generation().sampling().seed());
  }

  private Turn turn(Question question, int turn, String prompt, String text) {
    double temperature = temperature(question.category());
    Map<String, Object> genKwargs = new LinkedHashMap<>();
    genKwargs.put("max_gen_toks", maxGenToks);
    genKwargs.put("do_sample", temperature > 0);
    genKwargs.put("temperature", temperature);
    return new Turn(question.turns().get(turn), prompt, genKwargs, text);
  }

  /** By FastChat's table; 0.7 for what is not in it. */
  static double temperature(String category) {
    return switch (category) {
      case "extraction", "math", "coding", "reasoning" -> 0;
      case "stem", "humanities" -> .1;
      default -> .7;
    };
  }
}
