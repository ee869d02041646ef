/**
 * What a notebook types: one class for each stage of the paper, and their options and results.
 *
 * <p>The words of the code:
 *
 * <ul>
 *   <li>checkpoint: a folder in Hugging Face layout with config, weights and tokenizer
 *   <li>training state: what a stopped training needs to resume: weights, optimiser, step
 *   <li>tokens: pieces of text as a model reads them; token block: a fixed number of them in a row
 *   <li>calibration samples: the texts on which importance is measured
 *   <li>held-out text: not seen in training; validation loss: the LM loss on it
 *   <li>hidden channels: the sides of the residual stream (hidden_size)
 *   <li>MLP neurons: the sides inside an MLP (intermediate_size)
 *   <li>heads; query groups: attention heads, and those that share a key/value head
 *   <li>block: layers one after the other, as in block importance
 *   <li>importance: a score for each channel, neuron, head or layer
 *   <li>kept, dropped: the two parts of an axis after pruning
 *   <li>trim: to prune width; drop: to prune depth, i.e. whole layers
 *   <li>teacher: the model to be compressed; corrected teacher: it, trained further on the new data
 *   <li>student: the pruned model; distillation: its training on the teacher's logits (forward KL)
 *   <li>tuning: training on conversations; supervised tokens: those that it learns to write
 *   <li>step: one update of the weights
 *   <li>kept runs: finished trainings, which the same call reads instead of computing them
 *   <li>task: one data set with prompt and metrics; task group: tasks with a common score
 *   <li>row: a line of a data file; document: a row that is asked; few-shot examples (shots):
 *       solved documents in front of the question
 *   <li>loglikelihood, generate_until: the two kinds of requests, as in lm-evaluation-harness
 *   <li>filter: takes the answer out of a generated text; metric: scores a document
 *   <li>items: the files of the benchmarks' documents
 *   <li>sweep: drops each block in turn and measures what is left
 *   <li>arms: the models of an experiment, trained in the same way once for each seed
 *   <li>verdict: what the arms say of a sentence of the paper: an interval against a margin
 *   <li>candidate: an architecture that keeps the limits of a "what if"
 *   <li>ending: how a long call ended, whole or partial
 *   <li>cancel: what asks the calls of a cell to stop
 *   <li>host: where results are shown: a Jupyter kernel, the headless runner, a console
 * </ul>
 */
package minitron;
