package ai.kamiyo.bootstrap.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;

/** A servlet that says one thing to whoever asks. */
final class Answering extends ReadServlet {
  private static final long serialVersionUID = 1L;

  private final transient Supplier<Answer> answer;

  Answering(Supplier<Answer> answer) {
    this.answer = answer;
  }

  /** What it says. */
  record Answer(int status, String type, String text) {
    static Answer plain(int status, String text) {
      return new Answer(status, "text/plain;charset=utf-8", text + "\n");
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Answer now = answer.get();
    Answers.write(response, now.status, now.type, now.text);
  }
}
