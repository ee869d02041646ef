package minitron.cli;

import java.util.List;
import java.util.concurrent.Callable;
import minitron.Checkpoint;
import minitron.hub.DownloadOptions;
import minitron.hub.Downloaded;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "download",
    description = {
      "Fetch a model from the Hugging Face hub into its cache, where every command and"
          + " huggingface_hub find it.",
      "What is there already is not fetched again, and a download that broke off goes on. It is the"
          + " only command that uses the network.",
      "HF_TOKEN, or a login, asks for private and gated models; HF_HOME, HF_HUB_CACHE and HF_ENDPOINT"
          + " are as for huggingface_hub."
    })
final class DownloadCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      description = "The model's name on the hub, org/name or org/name@revision.")
  String name;

  @Option(
      names = "--revision",
      paramLabel = "REV",
      description = "A branch, tag or commit; default: main.")
  String revision = "";

  @Option(
      names = "--include",
      paramLabel = "GLOB",
      description =
          "Only files that match, e.g. '*.json', again for more; default: safetensors,"
              + " configuration, tokenizer and chat templates.")
  List<String> include = List.of();

  @Override
  public Integer call() {
    Downloaded all = Checkpoint.download(name, new DownloadOptions(revision, include));
    System.out.println(all);
    return all.ending().whole() ? 0 : 1;
  }
}
