"use strict";

SwaggerUIBundle({
  url: location.origin + "/openapi.yaml",
  dom_id: "#page",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  defaultModelRendering: "model",
  persistAuthorization: false,
  showExtensions: true,
  validatorUrl: null,
});
