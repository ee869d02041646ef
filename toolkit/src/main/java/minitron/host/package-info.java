/**
 * Notebook hosts: what a kernel, a shell or the headless runner shows, and the kernel that is
 * installed for Jupyter. Nothing in here knows of models.
 */
package minitron.host;
