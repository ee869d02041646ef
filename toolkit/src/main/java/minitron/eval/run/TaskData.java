package minitron.eval.run;

import java.util.Map;
import minitron.eval.task.OutputType;
import minitron.eval.task.Task;
import minitron.text.ItemSource;
import minitron.text.ItemSplit;

/**
 * A task's data set, whose splits are remembered as they are read.
 *
 * @param sources the SHA-256 of every file that was read, by its name
 */
record TaskData(String dataset, ItemSource items, Map<String, String> sources)
    implements OutputType.Data {
  /** Whether a task's data is to be had elsewhere and is not here: it may be left out. */
  static boolean lacks(Task task, ItemSource items) {
    return task.outputType().source().isPresent() && !items.has(task.dataset(), task.split());
  }

  /** The exception where nothing but such tasks was asked for. */
  static IllegalArgumentException missing(Task task) {
    return new IllegalArgumentException(
        "There is no %s/%s; %s."
            .formatted(task.dataset(), task.split(), task.outputType().source().orElseThrow()));
  }

  @Override
  public boolean has(String split) {
    return items.has(dataset, split);
  }

  @Override
  public ItemSplit split(String name) {
    ItemSplit split = items.split(dataset, name);
    sources.put(split.name(), split.sha256());
    return split;
  }
}
