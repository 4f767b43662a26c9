package dev.ferrule.http;

import dev.ferrule.problem.ProblemDocument;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The answer to failures that only the container knows of, instead of its HTML page. */
@Hidden
@RestController
class ErrorPage implements ErrorController {

    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<ProblemDocument> error(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        ProblemDocument document = RefusalValve.document(status instanceof Integer code ? code : 404);
        return ResponseEntity.status(document.status())
                .contentType(MediaType.valueOf(ProblemDocument.MEDIA_TYPE))
                .body(document);
    }
}
