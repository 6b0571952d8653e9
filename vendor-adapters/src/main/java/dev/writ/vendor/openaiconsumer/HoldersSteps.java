package dev.writ.vendor.openaiconsumer;

import dev.writ.vendor.spi.ManualWork.Words;
import java.util.List;
import java.util.Map;

/**
 * The account holder's steps in other languages. What is to be chosen on OpenAI's pages stands in
 * English, as OpenAI documents it; in other languages it was not looked at.
 */
final class HoldersSteps {
  private static final String DE_ALONE =
      "Wir können nicht sehen, ob es mit dieser Adresse oder Nummer ein Konto gibt; das kann nur,"
          + " wem es gehört. Wenn Sie nie eines hatten, sagen Sie uns das; alles Weitere entfällt"
          + " dann.";
  private static final String FR_ALONE =
      "Nous ne pouvons pas voir s’il existe un compte avec cette adresse ou ce numéro\u00a0; seul"
          + " son titulaire le peut. Si vous n’en avez jamais eu, dites-le-nous\u00a0; le reste est"
          + " alors sans objet.";
  private static final String ES_ALONE =
      "No podemos ver si existe una cuenta con esta dirección o este número; solo puede su titular."
          + " Si nunca tuvo una, díganoslo; lo demás no hace falta.";

  static final Map<String, Words> EXPORT =
      Map.of(
          "de",
          new Words(
              "Ihre Daten von ChatGPT herunterladen",
              List.of(
                  DE_ALONE,
                  "Öffnen Sie privacy.openai.com und wählen Sie „Make a Privacy Request“, dann „I"
                      + " have a consumer ChatGPT account“, dann „Download my data“. Oder öffnen"
                      + " Sie, bei ChatGPT angemeldet, Settings > Data controls > Export data.",
                  "Notieren Sie den Tag. OpenAI stellt die Datei zusammen; das dauert bis zu 7"
                      + " Tage.",
                  "Sie erhalten einen Link per E-Mail oder SMS. Er gilt 24 Stunden und nur, solange"
                      + " Sie mit demselben Konto angemeldet sind. Danach fordern Sie ihn neu an.",
                  "Laden Sie die ZIP-Datei herunter, bewahren Sie sie auf und sagen Sie uns, an"
                      + " welchem Tag Sie sie angefordert und an welchem Sie sie heruntergeladen"
                      + " haben, wenn möglich auch ihre SHA-256-Prüfsumme.")),
          "fr",
          new Words(
              "Télécharger vos données de ChatGPT",
              List.of(
                  FR_ALONE,
                  "Ouvrez privacy.openai.com et choisissez «\u00a0Make a Privacy Request\u00a0»,"
                      + " puis «\u00a0I have a consumer ChatGPT account\u00a0», puis"
                      + " «\u00a0Download my data\u00a0». Ou bien, connecté à ChatGPT, ouvrez"
                      + " Settings > Data controls > Export data.",
                  "Notez le jour. OpenAI prépare le fichier, ce qui prend jusqu’à 7 jours.",
                  "Vous recevez un lien par e-mail ou par SMS. Il est valable 24 heures, et"
                      + " seulement tant que vous êtes connecté au même compte\u00a0; ensuite,"
                      + " redemandez-le.",
                  "Téléchargez le fichier ZIP, conservez-le et dites-nous quel jour vous l’avez"
                      + " demandé et quel jour vous l’avez téléchargé\u00a0; si possible, indiquez"
                      + " aussi sa somme de contrôle SHA-256.")),
          "es",
          new Words(
              "Descargar sus datos de ChatGPT",
              List.of(
                  ES_ALONE,
                  "Abra privacy.openai.com y elija «Make a Privacy Request», después «I have a"
                      + " consumer ChatGPT account» y después «Download my data». O bien, con la"
                      + " sesión iniciada en ChatGPT, abra Settings > Data controls > Export data.",
                  "Anote el día. OpenAI prepara el archivo, lo que tarda hasta 7 días.",
                  "Recibirá un enlace por correo electrónico o SMS. Vale 24 horas, y solo mientras"
                      + " tenga la sesión iniciada en la misma cuenta; después, vuelva a pedirlo.",
                  "Descargue el archivo ZIP, guárdelo y díganos qué día lo pidió y qué día lo"
                      + " descargó y, si puede, también su suma de comprobación SHA-256.")));

  static final Map<String, Words> ERASE =
      Map.of(
          "de",
          new Words(
              "Ihr ChatGPT-Konto löschen",
              List.of(
                  DE_ALONE,
                  "Laden Sie vorher Ihre Daten herunter, wenn Sie sie behalten möchten: Die"
                      + " Löschung ist endgültig.",
                  "Kündigen Sie ein bezahltes Abonnement. Es soll nicht mit dem Konto enden.",
                  "Öffnen Sie privacy.openai.com und wählen Sie „Make a Privacy Request“ und"
                      + " „Delete my ChatGPT account“. Oder öffnen Sie, bei ChatGPT angemeldet,"
                      + " Settings > Account > Delete account. Auch Ihr Zugang zur API von OpenAI"
                      + " endet damit.",
                  "Bewahren Sie die Vorgangsnummer oder die Bestätigung auf und sagen Sie uns, an"
                      + " welchem Tag Sie die Löschung verlangt haben. OpenAI löscht die Daten"
                      + " innerhalb von 30 Tagen.",
                  "Versuchen Sie nach den 30 Tagen, sich anzumelden, und sagen Sie uns, ob es"
                      + " abgelehnt wird. Nichts anderes zeigt, dass das Konto gelöscht ist.")),
          "fr",
          new Words(
              "Supprimer votre compte ChatGPT",
              List.of(
                  FR_ALONE,
                  "Téléchargez d’abord vos données si vous voulez les garder\u00a0: la suppression"
                      + " est définitive.",
                  "Résiliez un abonnement payant. D’après ce qui est rapporté, il ne prend pas fin"
                      + " avec le compte.",
                  "Ouvrez privacy.openai.com et choisissez «\u00a0Make a Privacy Request\u00a0»"
                      + " puis «\u00a0Delete my ChatGPT account\u00a0». Ou bien, connecté à"
                      + " ChatGPT, ouvrez Settings > Account > Delete account. Votre accès à l’API"
                      + " d’OpenAI prend fin aussi.",
                  "Conservez le numéro de dossier ou le message de confirmation et dites-nous quel"
                      + " jour vous avez demandé la suppression. OpenAI supprime les données dans"
                      + " les 30 jours.",
                  "Une fois les 30 jours passés, essayez de vous connecter et dites-nous si cela"
                      + " est refusé : rien d’autre ne montre que le compte n’existe plus.")),
          "es",
          new Words(
              "Eliminar su cuenta de ChatGPT",
              List.of(
                  ES_ALONE,
                  "Descargue antes sus datos si quiere conservarlos: la eliminación es definitiva.",
                  "Cancele una suscripción de pago. Según se informa, no termina con la cuenta.",
                  "Abra privacy.openai.com y elija «Make a Privacy Request» y «Delete my ChatGPT"
                      + " account». O bien, con la sesión iniciada en ChatGPT, abra Settings >"
                      + " Account > Delete account. También termina su acceso a la API de OpenAI.",
                  "Conserve el número de caso o el mensaje de confirmación y díganos qué día pidió"
                      + " la eliminación. OpenAI elimina los datos en un plazo de 30 días.",
                  "Cuando pasen los 30 días, intente iniciar sesión y díganos si se le deniega:"
                      + " ninguna otra cosa muestra que la cuenta ya no existe.")));

  private HoldersSteps() {}
}
