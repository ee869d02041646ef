package minitron.host.jupyter;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import minitron.host.Allocator;
import minitron.io.Disk;
import minitron.io.Messages;

/**
 * The kernel's folder for Jupyter, with kernel.json and the toolkit's jars. It may be moved or
 * copied, since kernel.json has no absolute path of its own.
 */
public final class KernelSpec {
  /** The folder's name, by which a notebook asks for the kernel. */
  private static final String NAME = "minitron";

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private KernelSpec() {}

  /**
   * Installs the kernel with the jars of this process, in place of an older one.
   *
   * @param data a data folder of Jupyter's
   * @return the kernel's folder
   */
  public static Path install(Path data) {
    Path kernels = data.resolve("kernels");
    Path folder = kernels.resolve(NAME);
    try {
      Files.createDirectories(kernels);
      Path fresh = Files.createTempDirectory(kernels, "." + NAME);
      try {
        copyJars(Files.createDirectory(fresh.resolve("lib")));
        Files.writeString(fresh.resolve("kernel.json"), GSON.toJson(json()) + "\n");
        readable(fresh);
        Disk.delete(folder);
        Files.move(fresh, folder);
      } finally {
        Disk.delete(fresh);
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot install into " + folder + ": " + Messages.reason(e), e);
    }
  }

  /** The folders of this kernel that Jupyter finds; it uses the first. */
  public static List<Path> list(JupyterPaths paths) {
    return paths.all().stream()
        .map(path -> path.resolve("kernels").resolve(NAME))
        .filter(path -> Files.isRegularFile(path.resolve("kernel.json")))
        .toList();
  }

  /** The content of kernel.json. */
  public static Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(
        "argv",
        List.of(
            java(),
            "-Djava.awt.headless=true",
            "-Dai.djl.offline=true",
            "-DOPT_OUT_TRACKING=true",
            "-cp",
            "{resource_dir}" + File.separator + "lib" + File.separator + "*",
            RapaioLauncher.class.getName(),
            "{connection_file}"));
    json.put("display_name", "Java (Minitron)");
    json.put("language", "java");
    json.put("interrupt_mode", "message");
    if (System.getProperty("os.name").equals("Linux")) {
      Map<String, String> environment = new TreeMap<>(Allocator.ENVIRONMENT);
      // Under LC_ALL=C, Java finds no file whose path is not ASCII, its own jars included.
      environment.put("LC_ALL", "C.UTF-8");
      json.put("env", environment);
    }
    return json;
  }

  /** {@code java} if that is the Java that runs now, so that the folder can be copied. */
  private static String java() {
    Path own = Path.of(System.getProperty("java.home"), "bin", "java");
    return JupyterPaths.split(System.getenv("PATH")).stream()
        .map(folder -> folder.resolve("java"))
        .filter(Files::isExecutable)
        .findFirst()
        .filter(found -> same(found, own))
        .map(found -> "java")
        .orElse(own.toString());
  }

  private static boolean same(Path one, Path other) {
    try {
      return one.toRealPath().equals(other.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  private static void copyJars(Path lib) throws IOException {
    int copied = 0;
    for (Path jar : JupyterPaths.split(System.getProperty("java.class.path"))) {
      if (jar.toString().endsWith(".jar") && Files.isRegularFile(jar)) {
        Files.copy(jar, lib.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        copied++;
      }
    }
    if (copied == 0 || !Files.exists(lib.resolve("minitron.jar"))) {
      throw new IllegalStateException(
          "This process does not run from the toolkit's jars: build it with mvn -q verify, and run java"
              + " -cp 'toolkit/target/minitron/lib/*' minitron.cli.Main kernel install.");
    }
  }

  /** A temporary folder is readable for its owner only; a shared kernel must be for all. */
  private static void readable(Path folder) {
    File file = folder.toFile();
    if (!file.setReadable(true, false) || !file.setExecutable(true, false)) {
      throw new IllegalStateException("Cannot make " + folder + " readable.");
    }
  }
}
