package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import minitron.eval.result.Evaluation;
import minitron.model.CausalLm;
import minitron.text.chat.rows.Conversations;
import org.junit.jupiter.api.Test;

/** TinyWorld's conversations as its teacher reads them, and the tasks that ask them. */
class TinyTalkTest {
  private static final String TEACHER = "../datasets/tinyworld/teacher";

  @Test
  void anAnswerAndTheEndOfItsTurnAreSupervised() {
    try (CausalLm teacher = Checkpoint.load(TEACHER)) {
      var asked =
          Chat.of(teacher)
              .read(
                  Chat.message("user", "The cup is in Rome. Where is the cup?"),
                  Chat.message("assistant", "The cup is in Rome."),
                  Chat.message("user", "Say it in one word."),
                  Chat.message("assistant", "Rome"));
      assertEquals(
          "Question: The cup is in Rome. Where is the cup?\nAnswer: The cup is in Rome.<|endoftext|>"
              + "Question: Say it in one word.\nAnswer: Rome<|endoftext|>",
          asked.text());
      assertEquals(9, asked.labels().targets()); // six of the sentence, one word, two ends
    }
  }

  @Test
  void theFirstConversationsAreTheSameWhateverTheirNumber() {
    try (CausalLm teacher = Checkpoint.load(TEACHER)) {
      Conversations many = World.conversations(12, teacher);
      assertEquals(12, many.size());
      assertEquals(World.conversations(4, teacher).all(), many.all().subList(0, 4));
      assertEquals(many.all().get(3), Chat.of(teacher).read(World.conversation(3)).labels());
      assertThrows(IllegalArgumentException.class, () -> World.conversations(0, teacher));
    }
  }

  @Test
  void aResultNamesItsJudge() {
    try (CausalLm teacher = Checkpoint.load(TEACHER)) {
      Evaluation asked =
          Harness.evaluate(
              teacher,
              Items.tinyWorld(),
              Harness.options().chat().limit(2).maxTokens(4),
              World.talkTasks());
      assertEquals(
          List.of("tinyworld_ifeval", "tinyworld_bfcl", "tinyworld_chatrag", "tinyworld_mt_bench"),
          asked.tasks().stream().map(task -> task.name()).toList());
      assertTrue(asked.toString().contains("judge: TinyWorld's own rules (not MT-Bench)"));
    }
  }
}
