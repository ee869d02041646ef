/**
 * What a notebook types: one class for each step of the paper, and their options and results.
 *
 * <p>The words of the code, each with one meaning:
 *
 * <ul>
 *   <li>checkpoint: a folder in Hugging Face layout with config, weights and tokenizer
 *   <li>training state: what a stopped training needs to resume: weights, optimiser, step
 *   <li>tokens: pieces of text as a model reads them; documents: the units of a data set
 *   <li>calibration: the texts on which importance is measured
 *   <li>validation: data that measures a model; held-out: not seen in training
 *   <li>hidden channels: the sides of the residual stream (hidden_size)
 *   <li>MLP neurons: the sides inside an MLP (intermediate_size)
 *   <li>heads, groups: attention heads, and the query heads that share a key/value head
 *   <li>block: some layers one after the other; a piece of text is a row or a document, not a block
 *   <li>importance: a score for each channel, neuron, head or layer
 *   <li>kept, dropped: the two parts of an axis after pruning
 *   <li>trim: to prune width; drop: to prune depth, i.e. whole layers
 *   <li>teacher: the model to be compressed; corrected teacher: it, trained further on the new data
 *   <li>student: the pruned model; distillation: its training on the teacher's logits (forward KL)
 *   <li>step: one update of the weights
 *   <li>task: one data set with prompt and metrics; group: tasks with a common score; benchmark:
 *       either
 *   <li>few-shot examples (shots): solved documents in front of the question
 *   <li>loglikelihood, generate_until: the two kinds of requests, as in lm-evaluation-harness
 *   <li>filter: takes the answer out of a generated text; metric: scores a document
 *   <li>items: the documents of the benchmarks, as files
 *   <li>ending: how a long call ended, whole or partial
 *   <li>cancel: the token that asks the calls of a cell to stop
 *   <li>host: where results are shown: a Jupyter kernel, the headless runner, a console
 * </ul>
 */
package minitron;
