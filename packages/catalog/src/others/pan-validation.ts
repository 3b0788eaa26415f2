import * as Schema from "effect/Schema"
import { read } from "../declaration.ts"

const text = Schema.optionalKey(Schema.String)

const Pan = Schema.Struct({
  code: text,
  pan: text,
  status: text,
  lastName: text,
  firstName: text,
  middleName: text,
  title: text,
  /** DD/MM/YYYY. */
  updatedOn: text,
  filler1: text,
  filler2: text,
  filler3: text
}).pipe(
  Schema.encodeKeys({
    code: "Returncode",
    pan: "PAN",
    status: "PANStatus",
    lastName: "LastName",
    firstName: "FirstName",
    middleName: "MiddleName",
    title: "PANtitle",
    // The bank's name has a blank at its end.
    updatedOn: "Lastupdatedate ",
    filler1: "Filler1",
    filler2: "Filler2",
    filler3: "Filler3"
  })
)

const Response = Schema.Struct({
  status: Schema.Int,
  answer: Schema.optionalKey(Pan),
  errorCode: Schema.Int
}).pipe(Schema.encodeKeys({ answer: "data" }))

/** Whose PAN is it? The portal's open sandbox; `errorCode` 0 is no error, `status` is 1 in the only sample. One source. */
export const panValidation = read({
  id: "bb.pan_validation",
  repeat: "when-lost",
  family: "others",
  portalPaths: ["Building Blocks / Customer Authentication / Fetch PAN details"],
  method: "POST",
  path: "/api/v0/panValidation",
  headers: {},
  seal: "plain",
  request: Schema.Struct({ pan: Schema.String }),
  response: Response,
  samples: {
    request: { pan: "XXXXXXXXXX" },
    response: {
      status: 1,
      data: {
        Returncode: "1",
        PAN: "XXXXXXXXXX",
        PANStatus: "E",
        LastName: "TEST",
        FirstName: "USER",
        MiddleName: "",
        PANtitle: "Shri",
        "Lastupdatedate ": "01/01/2030",
        Filler1: "",
        Filler2: "",
        Filler3: ""
      },
      errorCode: 0
    }
  },
  codes: { family: "gateway", call: "manage" },
  source: { doc: ["facts/upi-collections-and-others.json bb.pan_validation"], trust: "public" }
})
