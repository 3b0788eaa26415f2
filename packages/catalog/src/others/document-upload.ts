import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"

/** How a document or a folder is filed. */
const DataClass = Schema.Struct({
  className: Schema.String,
  indexName: Schema.String,
  indexId: Schema.String,
  indexValue: Schema.String
})

const Request = Schema.Struct({
  folderName: Schema.String,
  files: Schema.Array(
    Schema.Struct({
      /** Base64. */
      file: Schema.String,
      name: Schema.String,
      documentClass: DataClass,
      folderClass: DataClass
    }).pipe(Schema.encodeKeys({ name: "docName", documentClass: "docDataClass", folderClass: "folderDataClass" }))
  )
}).pipe(Schema.encodeKeys({ files: "fileDetails" }))

const dataClass = { className: "TESTCLASS", indexName: "TESTINDEX", indexId: "1", indexValue: "sample" }

/** Files documents with the bank. The portal's open sandbox; the reply is not public. One source. */
export const documentUpload = read({
  id: "bb.document_upload",
  repeat: "never",
  family: "others",
  portalPaths: ["Building Blocks / Document Upload"],
  method: "POST",
  path: "/api/v1/docUpload",
  headers: {},
  seal: "plain",
  request: Request,
  response: Schema.Record(Schema.String, Schema.Unknown),
  samples: {
    request: {
      folderName: "TESTFOLDER",
      fileDetails: [{ file: "c2FtcGxl", docName: "sample.txt", docDataClass: dataClass, folderDataClass: dataClass }]
    },
    response: {}
  },
  codes: { family: "gateway", call: "manage" },
  source: { doc: ["facts/upi-collections-and-others.json bb.document_upload"], trust: "public" }
})
