package io.memledger.report.page;

import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.FileTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.core.TemplateHTMLOutputModel;
import freemarker.template.Configuration;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** The templates of the jar, single files of which a folder of the user's may replace. */
public final class Templates {
  private final Configuration configuration;
  private final Path own;

  public Templates(Path own) {
    this.own = own;
    configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setTemplateLoader(loader(own));
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setOutputEncoding(StandardCharsets.UTF_8.name());
    configuration.setLocale(Locale.ROOT);
    configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
    configuration.setNumberFormat("c");
    configuration.setRecognizeStandardFileExtensions(true);
    configuration.setLocalizedLookup(false);
    configuration.setAPIBuiltinEnabled(false);
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    // A section that crashes is told in the report, not on the terminal.
    configuration.setAttemptExceptionReporter((crash, environment) -> {});
  }

  private static TemplateLoader loader(Path own) {
    TemplateLoader shipped = new ClassTemplateLoader(Templates.class, "/templates");
    if (own == null) {
      return shipped;
    }
    try {
      return new MultiTemplateLoader(
          new TemplateLoader[] {new FileTemplateLoader(own.toFile()), shipped});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The template filled with a model of records, strings, lists and {@link #lookup}s. */
  public String fill(String name, Map<String, Object> model) {
    StringWriter out = new StringWriter();
    try {
      configuration.getTemplate(name).process(model, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TemplateException e) {
      throw new IllegalStateException("template " + name + ": " + e.getMessage(), e);
    }
    return out.toString();
  }

  /** A file that is printed as it is, such as a style sheet. */
  public String plain(String name) {
    try {
      if (own != null && Files.exists(own.resolve(name))) {
        Path file = own.resolve(name).toRealPath();
        if (!file.startsWith(own.toRealPath()) || !Files.isRegularFile(file)) {
          throw new IllegalStateException(name + " leads out of the folder of templates");
        }
        return Files.readString(file);
      }
      try (InputStream in = Templates.class.getResourceAsStream("/templates/" + name)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A script that a library's jar brings. */
  public String library(String path) {
    try (InputStream in = Templates.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Text by key, for templates: escaped like any other. */
  public static TemplateHashModel texts(UnaryOperator<String> texts) {
    return new Lookup() {
      @Override
      public TemplateModel get(String key) {
        return new SimpleScalar(texts.apply(key));
      }
    };
  }

  /** Finished markup by key, for templates: printed as it is. */
  public static TemplateHashModel markup(UnaryOperator<String> markup) {
    return new Lookup() {
      @Override
      public TemplateModel get(String key) throws TemplateModelException {
        TemplateHTMLOutputModel finished = HTMLOutputFormat.INSTANCE.fromMarkup(markup.apply(key));
        return finished;
      }
    };
  }

  /**
   * What a template calls where a section of it crashed: the sentence to stand in its place.
   *
   * @param tell takes the section and what went wrong
   */
  public static TemplateMethodModelEx crashes(
      BiConsumer<String, String> tell, UnaryOperator<String> sentence) {
    return arguments -> {
      String part = String.valueOf(arguments.get(0));
      String said = String.valueOf(arguments.get(1)).strip();
      tell.accept(part, said.lines().findFirst().orElse("?"));
      return new SimpleScalar(sentence.apply(part));
    };
  }

  private abstract static class Lookup implements TemplateHashModel {
    @Override
    public boolean isEmpty() {
      return false;
    }
  }
}
