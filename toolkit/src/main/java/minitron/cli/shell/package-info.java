/** What lies between commands and the shell that called them: print, failures, Ctrl-C. */
package minitron.cli.shell;
