/** Language models of the Llama family: their files, configuration, weights and forward pass. */
package minitron.model;
