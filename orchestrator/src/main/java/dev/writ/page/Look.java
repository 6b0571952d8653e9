package dev.writ.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** How pages look, and that browsers load and run nothing else. */
final class Look {
  // Contrast is 7:1 and more for text; the width is a reader's, and 320 pixels are enough.
  static final String STYLE =
      """
      *{box-sizing:border-box}
      body{margin:0;padding:1.5rem 1rem 3rem;background:#f2f4f7;color:#1b1f24;font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:break-word}
      main,nav{max-width:38rem;margin:0 auto}
      main{background:#fff;border:1px solid #d3d9e0;border-radius:.75rem;padding:1.75rem clamp(1rem,5vw,2.25rem) 2rem}
      nav{display:flex;justify-content:flex-end;gap:1.25rem;padding:0 .25rem .75rem;font-size:.9375rem}
      h1{text-wrap:balance;font-size:1.75rem;line-height:1.2;margin:0 0 1rem}h2{font-size:1.1875rem;line-height:1.3;margin:0 0 .5rem}
      p,ul,ol{margin:0 0 1rem}ol,ul{padding-left:1.4rem}li{margin:0 0 .5rem}a{color:#0b3d91}
      main>:last-child,section>:last-child,form>:last-child{margin-bottom:0}form+p{margin-top:1.25rem}section{border-top:1px solid #d3d9e0;margin-top:1.75rem;padding-top:1.5rem}
      form{margin:1.25rem 0 0}fieldset{border:0;margin:0 0 1.25rem;padding:0}
      label,legend{font-weight:600;padding:0}label{display:block}.label,.wrong{margin-bottom:.45rem}.hint{display:block;color:#444c56}
      input,select,textarea,button{font:inherit;max-width:100%}
      input[type=text],input[type=email],select,textarea{width:100%;padding:.6rem .75rem;border:2px solid #6b7480;border-radius:.4rem;background:#fff;color:#1b1f24}
      input.code[type=text]{max-width:11rem;font-size:1.5rem;letter-spacing:.25em;font-variant-numeric:tabular-nums}
      .choice{display:flex;align-items:center;gap:.65rem;margin:.5rem 0 0}.choice input{flex:none;width:1.35rem;height:1.35rem;margin:0;accent-color:#0b3d91}.choice label{flex:1;font-weight:400}
      button{background:#0b3d91;color:#fff;border:2px solid #0b3d91;border-radius:.4rem;padding:.6rem 1.35rem;font-weight:600;cursor:pointer}button:hover{background:#082c69;border-color:#082c69}
      .quiet{background:#fff;color:#0b3d91}.quiet:hover{background:#eaf0fa;color:#082c69}
      .standing{background:#eaf0fa;border-left:.3rem solid #0b3d91;border-radius:.25rem;padding:.75rem 1rem;font-weight:600}
      .wrong{color:#8f0000;font-weight:600}.summary{border:3px solid #8f0000;border-radius:.4rem;padding:1rem 1rem 0;margin-bottom:1.25rem}.summary a{color:#8f0000}
      :focus-visible{outline:3px solid #b35900;outline-offset:2px}
      .away{position:absolute;left:-10000px;width:1px;height:1px;overflow:hidden}\
      """;

  static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + sha256(STYLE)
          + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private Look() {}

  private static String sha256(String text) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
