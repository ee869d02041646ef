package minitron.eval.mtbench;

import java.util.List;
import minitron.eval.ask.Judge;
import minitron.runs.Progress;

/**
 * The model that is judged, as its own judge: weak, and no number to compare.
 *
 * @param model its name, for the label
 */
public record SelfJudge(String model) implements Judge {
  @Override
  public String label() {
    return model + " itself (weak, not comparable)";
  }

  @Override
  public void judge(List<Case> cases, Own own, Progress progress, Listener listener) {
    List<String> texts = own.answers(cases.stream().map(Case::messages).toList());
    for (int i = 0; i < texts.size(); i++) {
      listener.at(i, texts.get(i));
    }
  }
}
