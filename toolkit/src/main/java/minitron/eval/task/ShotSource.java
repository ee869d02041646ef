package minitron.eval.task;

/**
 * Where a task's solved examples come from.
 *
 * @param split the file's name without its ending: {@code train}
 * @param rule how they are picked
 */
public record ShotSource(String split, ShotRule rule) {}
