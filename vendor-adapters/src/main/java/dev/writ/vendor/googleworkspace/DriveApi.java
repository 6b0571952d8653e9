package dev.writ.vendor.googleworkspace;

import feign.CollectionFormat;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One person's files, with a token that acts as that person. */
@Headers("Accept: application/json")
interface DriveApi {
  String FILES = "/drive/v3/files";

  /** Trashed files are listed, and so is what others share; who owns it must be asked for. */
  @RequestLine(
      value =
          "GET "
              + FILES
              + "?pageSize=1000&fields=nextPageToken,incompleteSearch,files(id,ownedByMe,driveId)"
              + "&pageToken={page}",
      collectionFormat = CollectionFormat.CSV)
  Page files(@Param("page") @Nullable String page);

  /** The same with names. */
  @RequestLine(
      value =
          "GET "
              + FILES
              + "?pageSize=1000&fields=nextPageToken,incompleteSearch,files(id,name,ownedByMe,driveId)"
              + "&pageToken={page}",
      collectionFormat = CollectionFormat.CSV)
  Page named(@Param("page") @Nullable String page);

  /** Without content. */
  @RequestLine(
      value = "POST " + FILES + "?fields=id,ownedByMe",
      collectionFormat = CollectionFormat.CSV)
  @Headers("Content-Type: application/json")
  DriveFile create(Map<String, Object> file);

  @RequestLine(
      value = "GET " + FILES + "/{id}?fields=id,ownedByMe",
      collectionFormat = CollectionFormat.CSV)
  DriveFile file(@Param("id") String id);

  @RequestLine("GET " + FILES + "/{id}?fields=*")
  JsonNode content(@Param("id") String id);

  /** For good, not into the trash; a folder takes what the person owns below it. */
  @RequestLine("DELETE " + FILES + "/{id}")
  byte[] delete(@Param("id") String id);

  /** One page. */
  record Page(
      @Nullable List<DriveFile> files,
      @Nullable String nextPageToken,
      @Nullable Boolean incompleteSearch) {}

  /** One file or folder. */
  record DriveFile(
      @Nullable String id,
      @Nullable String name,
      @Nullable Boolean ownedByMe,
      @Nullable String driveId) {
    @Override
    public String toString() {
      return "DriveFile[***]";
    }
  }
}
