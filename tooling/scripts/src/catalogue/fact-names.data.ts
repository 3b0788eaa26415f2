// Made by tooling/scripts/src/catalogue/main.ts; do not edit.
// Source: facts/composite-and-cib.json and facts/upi-collections-and-others.json, collected from the bank's documents and from public client
// code. `fields`: every field that an entry lists, as it writes them. `text`: fields that it names elsewhere, in notes, samples and rules.
import type { FactNames } from "./trace-fields.ts"

export const factNames: readonly FactNames[] = [
  {
    fact: "facts/composite-and-cib.json composite.upi.pay",
    portalPaths: ["Payments / Composite Pay / UPI", "Business Banking / Payments / Composite Pay / UPI", "Corporate API Suite / Payments / Composite Pay"],
    fields: ["device-id", "mobile", "profile-id", "seq-no", "account-provider", "payee-va", "payer-va", "amount", "channel-code", "remarks", "mcc", "merchant-type", "txn-type", "use-default-acc", "pre-approved", "default-debit", "default-credit", "payee-name", "payee-mcc", "account-number", "account-type", "currency", "global-address-type", "payee-account", "payee-ifsc", "initiation-mode", "purpose", "ref-id", "crpID", "userID", "aggrID", "urn", "vpa", "capability", "PtcMobile", "success", "response", "message", "BankRRN", "UpiTranlogId", "UserProfile", "SeqNo", "MobileAppData", "PayerRespCode", "PayeeRespCode", "PayerRevRespCode", "PayeeRevRespCode", "ActCode", "errorCode"],
    text: ["description"]
  },
  {
    fact: "facts/composite-and-cib.json composite.imps.pay",
    portalPaths: ["Payments / Composite Pay / IMPS", "Business Banking / Payments / Composite Pay / IMPS", "Corporate API Suite / Payments / Composite Pay"],
    fields: ["localTxnDtTime", "beneAccNo", "beneIFSC", "amount", "tranRefNo", "paymentRef", "senderName", "mobile", "retailerCode", "passCode", "bcID", "aggrId", "crpId", "crpUsr", "payMethod", "SettlementID", "aggrName", "urn", "bnfId", "ActCode", "Response", "BankRRN", "BeneName", "TransRefNo", "success", "errorCode", "description"],
    text: ["TranRefNo"]
  },
  {
    fact: "facts/composite-and-cib.json composite.neft.pay",
    portalPaths: ["Payments / Composite Pay / NEFT", "Business Banking / Payments / Composite Pay / NEFT", "Corporate API Suite / Payments / Composite Pay"],
    fields: ["tranRefNo", "amount", "senderAcctNo", "beneAccNo", "beneName", "beneIFSC", "narration1", "narration2", "crpId", "crpUsr", "aggrId", "urn", "aggrName", "txnType", "WORKFLOW_REQD", "bnfId", "BENLEI", "mobile", "STATUS", "RESPONSE", "REQID", "UNIQUEID", "URN", "UTRNUMBER", "ERRORCODE", "RESPONSECODE", "MESSAGE", "errorCode"],
    text: ["description"]
  },
  {
    fact: "facts/composite-and-cib.json composite.rtgs.pay",
    portalPaths: ["Payments / Composite Pay / RTGS", "Business Banking / Payments / Composite Pay / RTGS", "Corporate API Suite / Payments / Composite Pay"],
    fields: ["AGGRID", "AGGRNAME", "CORPID", "USERID", "URN", "UNIQUEID", "DEBITACC", "CREDITACC", "IFSC", "AMOUNT", "CURRENCY", "TXNTYPE", "PAYEENAME", "REMARKS", "WORKFLOW_REQD", "bnfId", "BENLEI", "STATUS", "RESPONSE", "REQID", "UTRNUMBER", "UTR", "ERRORCODE", "RESPONSECODE", "MESSAGE"],
    text: []
  },
  {
    fact: "facts/composite-and-cib.json composite.fallback.pay",
    portalPaths: ["Corporate API Suite / Payments / Composite Pay", "Payments / Composite Pay / IMPS", "Payments / Composite Pay / NEFT"],
    fields: ["(union)", "(rail reply)"],
    text: ["amount", "tranRefNo", "localTxnDtTime", "beneAccNo", "beneIFSC", "beneName", "mobile", "txnType", "passCode", "narration1", "paymentRef", "senderName", "senderAcctNo", "bcID", "retailerCode", "crpId", "crpUsr", "aggrId", "aggrName", "urn"]
  },
  {
    fact: "facts/composite-and-cib.json composite.upi.status",
    portalPaths: ["Payments / Composite Pay / UPI Satus Check"],
    fields: ["device-id", "mobile", "channel-code", "profile-id", "seq-no", "ori-seq-no", "date", "recon360", "success", "response", "message", "BankRRN", "UpiTranlogId", "SeqNo", "MobileAppData"],
    text: ["original-txn-response-code", "original-txn-message"]
  },
  {
    fact: "facts/composite-and-cib.json composite.imps.status",
    portalPaths: ["Payments / Composite Pay / IMPS Status Check"],
    fields: ["transRefNo", "date", "recon360", "passCode", "bcID", "Channel-code", "RRN", "ImpsResponse", "ImpsResponse.ActCode", "ImpsResponse.Response", "ImpsResponse.BankRRN", "ImpsResponse.BeneName", "ImpsResponse.TranRefNo", "ImpsResponse.PaymentRef", "ImpsResponse.TranDateTime", "ImpsResponse.Amount", "ImpsResponse.BeneMMID", "ImpsResponse.BeneMobile", "ImpsResponse.BeneAccNo", "ImpsResponse.BeneIFSC", "ImpsResponse.RemMobile", "ImpsResponse.RemName", "ImpsResponse.RetailerCode", "ImpsResponse.CheckStatusCode", "ImpsResponse.CheckStatusMessage"],
    text: []
  },
  {
    fact: "facts/composite-and-cib.json composite.neftrtgs.status",
    portalPaths: ["Payments / Composite Pay / NEFT/RTGS Status Check"],
    fields: ["AGGRID", "CORPID", "USERID", "URN", "UNIQUEID", "UTR NUMBER", "STATUS", "RESPONSE", "REQID", "UTRNUMBER", "ERRORCODE", "RESPONSECODE", "MESSAGE", "errorCode"],
    text: ["description"]
  },
  {
    fact: "facts/composite-and-cib.json composite.recon360",
    portalPaths: ["Payments / Composite Pay / IMPS Status Check", "Payments / Composite Pay / UPI Satus Check"],
    fields: ["transRefNo", "date", "recon360", "passCode", "bcID", "recon-api-response.parameters.index.parameter"],
    text: ["name", "value", "device-id", "mobile", "channel-code", "profile-id", "seq-no", "ori-seq-no"]
  },
  {
    fact: "facts/composite-and-cib.json composite.neft.incremental",
    portalPaths: ["Payments / Composite Pay / NEFT Incremental Status", "Business Banking / Payments / CIB Payments (Multi modes Multi debits) / Transaction Management / NEFT Incremental Status"],
    fields: ["AGGRID", "CORPID", "USERID", "URN", "UTRNUMBER", "STATUS", "Response", "CreditDate"],
    text: []
  },
  {
    fact: "facts/composite-and-cib.json composite.validation.imps.nameinquiry",
    portalPaths: ["Payments / Composite Pay / Composite Validation"],
    fields: ["BeneAccNo", "BeneIFSC", "TranRefNo", "PaymentRef", "RemName", "RemMobile", "RetailerCode", "PassCode", "Channel", "BcID", "TransactionDate"],
    text: []
  },
  {
    fact: "facts/composite-and-cib.json composite.validation.imps.namematch",
    portalPaths: ["Payments / Composite Pay / Composite Validation"],
    fields: ["LocalTxnDtTime", "BeneAccNo", "BeneIFSC", "TranRefNo", "Amount", "PaymentRef", "RemMobile", "RetailerCode", "PassCode", "BcID", "Beneficiary_Name", "RemName"],
    text: []
  },
  {
    fact: "facts/composite-and-cib.json composite.validation.upi",
    portalPaths: ["Payments / Composite Pay / Composite Validation"],
    fields: ["device-id", "mobile", "seq-no", "profile-id", "channel-code", "virtual-address", "payee-name"],
    text: []
  },
  {
    fact: "facts/composite-and-cib.json imps.p2a",
    portalPaths: ["Payments / IMPS / P2A - Person to Account Fund Transfer", "Business Banking / Payments / IMPS / P2A - Person to Account Fund Transfer"],
    fields: ["BeneAccNo", "BeneIFSC", "Amount", "TranRefNo", "PaymentRef", "RemName", "RemMobile", "RetailerCode", "PassCode", "TransactionDate", "ImpsResponse", "ImpsResponse.ActCode", "ImpsResponse.Response", "ImpsResponse.BankRRN", "ImpsResponse.BeneName", "ImpsResponse.TranRefNo"],
    text: []
  },
  {
    fact: "facts/composite-and-cib.json imps.query",
    portalPaths: ["Payments / IMPS / P2A - Person to Account Fund Transfer"],
    fields: ["TranRefNo", "PassCode", "ImpsResponse"],
    text: ["ActCode", "BankRRN"]
  },
  {
    fact: "facts/composite-and-cib.json cib.registration",
    portalPaths: ["Corporate API Suite / CIB Registration / Registration", "Business Banking / Payments / CIB Payments (Multi modes Multi debits) / Transaction Management / Registration", "Accounts and Deposits / Current Account / CIB Registration"],
    fields: ["AGGRNAME", "AGGRID", "CORPID", "USERID", "URN", "ALIASID", "Response", "Message", "CORP_ID", "USER_ID", "AGGR_ID", "AGGR_NAME", "ErrorCode"],
    text: []
  },
  {
    fact: "facts/composite-and-cib.json cib.registrationStatus",
    portalPaths: ["Corporate API Suite / CIB Registration / Registration"],
    fields: ["AGGRID", "CORPID", "USERID", "URN", "AGGRNAME", "ALIASID", "BANKID", "Status", "ResponseCode", "RESPONSE", "Message", "errormessage"],
    text: []
  },
  {
    fact: "facts/composite-and-cib.json cib.deregistration",
    portalPaths: ["Corporate API Suite / CIB Registration / De-Registration", "Business Banking / Payments / CIB Payments (Multi modes Multi debits) / Transaction Management / De-Registration"],
    fields: ["AGGRID", "CORPID", "USERID", "URN", "AGGRNAME", "Response", "Message", "AGGR_NAME", "AGGR_ID", "CORP_ID", "USER_ID"],
    text: []
  },
  {
    fact: "facts/composite-and-cib.json cib.otp.create",
    portalPaths: ["Corporate API Suite / Payments / CIB Payments / OTP Creation for Transaction Initiation", "Business Banking / Non Transactional API (CIB) / OTP Creation For Transaction"],
    fields: ["AGGRID", "CORPID", "USERID", "URN", "AGGRNAME", "UNIQUEID", "AMOUNT", "RESPONSE", "MESSAGE", "ErrorCode", "errormessage"],
    text: []
  },
  {
    fact: "facts/composite-and-cib.json cib.transaction",
    portalPaths: ["Corporate API Suite / Payments / CIB Payments / Transaction Initiation", "Business Banking / Payments / CIB Payments (Multi modes Multi debits) / Transaction Management / Transaction"],
    fields: ["AGGRID", "CORPID", "USERID", "URN", "AGGRNAME", "UNIQUEID", "DEBITACC", "CREDITACC", "IFSC", "AMOUNT", "CURRENCY", "TXNTYPE", "PAYEENAME", "REMARKS", "WORKFLOW_REQD", "BENLEI", "REQID", "STATUS", "UTRNUMBER", "RESPONSE", "MESSAGE", "ERRORCODE", "RESPONSECODE"],
    text: []
  },
  {
    fact: "facts/composite-and-cib.json cib.transactionOtp",
    portalPaths: ["Corporate API Suite / Payments / CIB Payments / Transaction Initiation"],
    fields: ["AGGRID", "CORPID", "USERID", "URN", "AGGRNAME", "UNIQUEID", "DEBITACC", "CREDITACC", "IFSC", "AMOUNT", "CURRENCY", "TXNTYPE", "PAYEENAME", "REMARKS", "WORKFLOW_REQD", "BENLEI", "CUSTOMERINDUCED", "OTP", "REQID", "STATUS", "UTRNUMBER", "RESPONSE", "MESSAGE", "ERRORCODE", "RESPONSECODE"],
    text: []
  },
  {
    fact: "facts/composite-and-cib.json cib.transactionInquiry",
    portalPaths: ["Corporate API Suite / Payments / CIB Payments / Transaction Status", "Business Banking / Payments / CIB Payments (Multi modes Multi debits) / Transaction Management / Transaction Status"],
    fields: ["AGGRID", "CORPID", "USERID", "URN", "UNIQUEID", "REQID", "RESPONSE", "STATUS", "UTRNUMBER", "MESSAGE"],
    text: []
  },
  {
    fact: "facts/composite-and-cib.json cib.balanceInquiry",
    portalPaths: ["Corporate API Suite / Account Services / Services / Fetch Account Balance", "Business Banking / Non Transactional API (CIB) / Account Balance Fetch"],
    fields: ["AGGRID", "CORPID", "USERID", "URN", "ACCOUNTNO", "RESPONSE", "AGGR_ID", "CORP_ID", "USER_ID", "DATE", "EFFECTIVEBAL", "CURRENCY", "MESSAGE"],
    text: []
  },
  {
    fact: "facts/composite-and-cib.json cib.accountStatement",
    portalPaths: ["Corporate API Suite / Account Services / Services / Fetch Bank Statement", "Business Banking / Non Transactional API (CIB) / Account Bank Statement"],
    fields: ["AGGRID", "CORPID", "USERID", "URN", "ACCOUNTNO", "FROMDATE", "TODATE", "RESPONSE", "AGGR_ID", "CORP_ID", "USER_ID", "Record", "Record.TRANSACTIONID", "Record.TXNDATE", "Record.VALUEDATE", "Record.AMOUNT", "Record.TYPE", "Record.BALANCE", "Record.CHEQUENO", "Record.REMARKS"],
    text: []
  },
  {
    fact: "facts/composite-and-cib.json cib.accountStatement.paged",
    portalPaths: ["Corporate API Suite / Account Services / Services / Pagination", "Business Banking / Non Transactional API (CIB) / Bank Statement Pagination"],
    fields: ["AGGRID", "CORPID", "USERID", "URN", "ACCOUNTNO", "FROMDATE", "TODATE", "CONFLG", "LASTTRID", "RESPONSE", "Record", "Record.TRANSACTIONID", "Record.TXNDATE", "Record.VALUEDATE", "Record.AMOUNT", "Record.TYPE", "Record.BALANCE", "Record.CHEQUENO", "Record.REMARKS"],
    text: []
  },
  {
    fact: "facts/composite-and-cib.json cib.beneAddition",
    portalPaths: ["Corporate API Suite / Account Services / Beneficiary Management / Beneficiary Registration", "Business Banking / Non Transactional API (CIB) / Bene Registration"],
    fields: ["CrpId", "CrpUsr", "AGGR_ID", "URN", "BnfName", "BnfNickName", "BnfAccNo", "PayeeType", "IFSC", "Response", "Message", "BNF_ID", "ErrorCode"],
    text: []
  },
  {
    fact: "facts/composite-and-cib.json cib.beneAddition.vpa",
    portalPaths: ["Corporate API Suite / Account Services / Beneficiary Management / Beneficiary Registration"],
    fields: ["aggrID", "corpID", "userID", "urn", "vpa", "Response", "Message", "ErrorCode"],
    text: []
  },
  {
    fact: "facts/composite-and-cib.json cib.beneValidation",
    portalPaths: ["Corporate API Suite / Account Services / Beneficiary Management / Beneficiary Validation", "Business Banking / Non Transactional API (CIB) / Bene Validation"],
    fields: ["CrpId", "CrpUsr", "BnfAccNo", "Response", "Message", "BNF_ID", "ErrorCode"],
    text: []
  },
  {
    fact: "facts/composite-and-cib.json cib.validateLinkedAccount",
    portalPaths: ["Corporate API Suite / Account Services / Services / Linked Accounts Validation", "Business Banking / Non Transactional API (CIB) / Validate Registered Accounts"],
    fields: ["AGGRID", "CORPID", "USERID", "URN", "ACCOUNTNO"],
    text: []
  },
  {
    fact: "facts/composite-and-cib.json cib.mobileFetch",
    portalPaths: ["Corporate API Suite / Account Services / Services / Fetch Registered Mobile Number"],
    fields: ["AGGRID", "CORPID", "USERID", "URN"],
    text: []
  },
  {
    fact: "facts/composite-and-cib.json cib.transaction.callback",
    portalPaths: ["Corporate API Suite / Payments / CIB Payments / Transaction Callback"],
    fields: ["UNIQUEID", "TXNSTATUS", "REQUESTID", "UTRNUMBER"],
    text: []
  },
  {
    fact: "facts/composite-and-cib.json cib.bulkPayment",
    portalPaths: ["Business Banking / Payments / CMS Payments / Multi Mode File upload / Payment Upload"],
    fields: ["FILE_DESCRIPTION", "CORP_ID", "USER_ID", "AGGR_ID", "AGGR_NAME", "URN", "UNIQUE_ID", "AGOTP", "FILE_NAME", "FILE_CONTENT", "FILE_SEQUENCE_NUM", "MESSAGE_DESC", "ErrorCode", "errormessage", "Message"],
    text: []
  },
  {
    fact: "facts/composite-and-cib.json cib.reverseMis",
    portalPaths: ["Business Banking / Payments / CMS Payments / Multi Mode File upload / Reverse MIS"],
    fields: ["AGGRID", "CORPID", "USERID", "URN", "FILESEQNUM", "ISENCRYPTED", "UNIQUEID", "AGOTP", "XML.FILE_STATUS", "XML.FILEUPLOAD_BINARY_OUTPUT.Records.Record", "ErrorCode", "errormessage"],
    text: []
  },
  {
    fact: "facts/composite-and-cib.json cib.transaction.beneId",
    portalPaths: ["Corporate API Suite / Payments / CIB Payments / Transaction Initiation"],
    fields: ["AGGRID", "CORPID", "USERID", "URN", "AGGRNAME", "DEBITACC", "BNF_ID", "AMOUNT", "CURRENCY", "TXNTYPE", "PAYEENAME", "REMARKS", "WORKFLOW_REQD", "UNIQUEID", "CUSTOMERINDUCED", "OTP"],
    text: []
  },
  {
    fact: "facts/composite-and-cib.json cib.schedulePayment",
    portalPaths: [],
    fields: ["AGGRNAME", "UNIQUEID", "DEBITACC", "CREDITACC", "IFSC", "AMOUNT", "CURRENCY", "TXNTYPE", "OTP", "PAYEENAME", "REMARKS", "WORKFLOW_REQD", "PAYMENT_DATE", "CUSTOMERINDUCED", "BENLEI", "AGGRID", "CORPID", "USERID", "URN"],
    text: []
  },
  {
    fact: "facts/composite-and-cib.json cib.fetchBeneList",
    portalPaths: [],
    fields: ["AGGRNAME", "FEDID", "AGGRID", "URN", "FROM_DATE", "TO_DATE", "PAGE_NO"],
    text: []
  },
  {
    fact: "facts/composite-and-cib.json cib.beneOtp",
    portalPaths: [],
    fields: ["CORP_ID", "USER_ID", "AGGR_ID", "BENE_ACCNO", "UNIQUEID", "BENE_NAME", "URN"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi.qr3",
    portalPaths: ["Payments / Eazypay / QR Code", "Business Banking / Collections / UPI Collection / QR Code", "Corporate API Suite / Collections / EazyPay / QR Code"],
    fields: ["amount", "billNumber", "merchantId", "terminalId", "merchantTranId", "subMerchantId", "validatePayerAccFlag", "payerAccount", "payerIFSC", "signedIntentFlag", "signIntentFlag", "validityStartDateTime", "validityEndDateTime", "update", "refId", "billNumber2", "response", "success", "message", "errormessage", "Amount"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi.collectpay",
    portalPaths: ["Payments / Eazypay / Collect Pay", "Business Banking / Collections / UPI Collection / Collect Pay", "Corporate API Suite / Collections / Cash Deposit Machines / Collect Pay"],
    fields: ["payerVa", "amount", "note", "collectByDate", "merchantId", "subMerchantId", "terminalId", "merchantTranId", "merchantName", "subMerchantName", "billNumber", "validatePayerAccFlag", "payerAccount", "payerIFSC", "response", "success", "message", "BankRRN", "ActCode", "errormessage", "PayerName", "PayerMobile", "PayerVA", "PayerAmount", "TxnStatus", "TxnInitDate", "TxnCompletionDate", "ResponseCode", "RespCodeDescription", "PayeeVPA", "PayerAccountType", "UMN"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi.txnstatus",
    portalPaths: ["Payments / Eazypay / Transaction Status", "Business Banking / Collections / UPI Collection / Transaction Status"],
    fields: ["merchantId", "subMerchantId", "terminalId", "merchantTranId", "transactionType", "response", "success", "message", "OriginalBankRRN", "amount", "status", "payerAccountType", "sequenceNum", "errormessage"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi.callbackstatus",
    portalPaths: ["Payments / Eazypay / Callback Status", "Business Banking / Collections / UPI Collection / Callback Status"],
    fields: ["merchantId", "subMerchantId", "terminalId", "merchantTranId", "transactionType", "transactionDate", "BankRRN", "refId", "response", "success", "message", "OriginalBankRRN", "amount", "status", "payerVA", "TxnInitDate", "TxnCompletionDate", "refundRRN", "payerAccountType", "sequenceNum", "errormessage"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi.refund",
    portalPaths: ["Payments / Eazypay / Refund", "Business Banking / Collections / UPI Collection / Refund"],
    fields: ["merchantId", "subMerchantId", "terminalId", "merchantTranId", "originalBankRRN", "originalmerchantTranId", "refundAmount", "payeeVA", "note", "onlineRefund", "response", "success", "message", "status", "OriginalBankRRN", "refId", "errormessage"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi2.create_mandate",
    portalPaths: ["Payments / Eazypay / Create Mandate"],
    fields: ["payerVa", "amount", "note", "collectByDate", "merchantId", "subMerchantId", "terminalId", "merchantTranId", "merchantName", "subMerchantName", "billNumber", "validityStartDate", "validityEndDate", "amountLimit", "remark", "requestType", "frequency", "autoExecute", "debitDay", "debitRule", "revokable", "blockfund", "purpose", "ValidatePayerAccFlag", "payerAccount", "payerIFSC", "UMN", "response", "success", "message", "Amount", "BankRRN", "errormessage", "PayerName", "PayerMobile", "PayerVA", "PayerAmount", "TxnStatus", "TxnInitDate", "TxnCompletionDate", "ResponseCode", "RespCodeDescription", "PayeeVPA", "PayerAccountType"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi2.execute_mandate",
    portalPaths: ["Payments / Eazypay / Execute Mandate"],
    fields: ["merchantId", "subMerchantId", "terminalId", "merchantTranId", "merchantName", "subMerchantName", "amount", "billNumber", "remark", "retryCount", "mandateSeqNo", "UMN", "purpose", "response", "success", "message", "Amount", "BankRRN", "errormessage", "PayerName", "PayerMobile", "PayerVA", "PayerAmount", "TxnStatus", "TxnInitDate", "TxnCompletionDate", "ResponseCode", "RespCodeDescription", "PayeeVPA", "PayerAccountType"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi2.mandate_notification",
    portalPaths: ["Payments / Eazypay / Mandate Notification"],
    fields: ["merchantId", "subMerchantId", "terminalId", "merchantTranId", "merchantName", "subMerchantName", "payerVa", "amount", "note", "executionDate", "mandateSeqNo", "key", "value", "UMN / billNumber / remark / purpose", "response", "success", "message", "BankRRN", "errormessage"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi2.transaction_status",
    portalPaths: ["Payments / Eazypay / Transaction Status"],
    fields: ["merchantId", "subMerchantId", "terminalId", "merchantTranId", "response", "success", "message", "OriginalBankRRN", "amount", "status", "UMN", "sequenceNum", "payerAccountType", "errormessage"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi2.transaction_status_by_criteria",
    portalPaths: [],
    fields: ["merchantId", "subMerchantId", "terminalId", "merchantTranId", "transactionType", "UMN", "response", "success", "message", "OriginalBankRRN", "Amount", "payerVA", "status", "TxnInitDate", "TxnCompletionDate", "errormessage"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi2.refund",
    portalPaths: [],
    fields: ["merchantId", "subMerchantId", "terminalId", "merchantTranId", "originalBankRRN", "originalmerchantTranId", "payeeVA", "refundAmount", "note", "onlineRefund", "response", "success", "message", "status", "errormessage"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi2.qr",
    portalPaths: [],
    fields: ["amount", "billNumber", "merchantId", "terminalId", "merchantTranId", "subMerchantId", "validatePayerAccFlag", "payerAccount", "payerIFSC", "signedIntentFlag", "update", "refId", "validityStartDateTime", "validityEndDateTime", "response", "success", "message", "status", "originalBankRRN", "errormessage"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi2.collectpay",
    portalPaths: [],
    fields: ["amount", "merchantId", "subMerchantId", "terminalId", "merchantTranId", "response", "success", "message", "status", "originalBankRRN", "bankRRN", "errormessage"],
    text: ["payerVa", "note", "collectByDate", "merchantName", "subMerchantName", "billNumber", "validatePayerAccFlag", "payerAccount", "payerIFSC"]
  },
  {
    fact: "facts/upi-collections-and-others.json upi2.mandate_qr",
    portalPaths: [],
    fields: ["amount", "merchantId", "subMerchantId", "terminalId", "merchantTranId", "merchantName", "subMerchantName", "billNumber", "validityStartDate", "validityEndDate", "amountLimit", "remark", "requestType", "frequency", "autoExecute", "debitDay", "debitRule", "revokable", "blockfund", "purpose", "ValidatePayerAccFlag", "payerAccount", "payerIFSC", "UMN", "note / collectByDate", "SignedQRData", "refId", "ActCode", "message", "Amount", "success", "BankRRN", "PayerName", "PayerMobile", "PayerVA", "PayerAmount", "TxnStatus", "TxnInitDate", "TxnCompletionDate", "ResponseCode", "RespCodeDescription", "PayeeVPA", "PayerAccountType"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json erupi.create_vouchers",
    portalPaths: ["Payments / Eazypay 2.0 / Create Vouchers"],
    fields: ["merchantId", "subMerchantId", "merchantTranId", "terminalId", "beneficiaryID", "mobileNumber", "beneficiaryName", "amount", "expiry", "purposeCode", "mcc", "VoucherRedemptionType", "PayerVA", "type", "response", "success", "message", "expiryDate", "UMN", "UUID", "status", "errormessage", "BankRRN", "PayerName", "PayerMobile", "PayerAmount", "TxnStatus", "TxnInitDate", "TxnCompletionDate"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json erupi.validate_voucher",
    portalPaths: [],
    fields: ["merchantId", "subMerchantId", "terminalId", "merchantTranId", "merchantName", "subMerchantName", "MCC", "amount", "txnNote", "validityStartDate", "validityEndDate", "UMN", "amRule", "pa", "sign", "orgId", "purpose", "mode", "response", "success", "message", "BankRRN"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json erupi.redeem_voucher",
    portalPaths: [],
    fields: ["merchantId", "subMerchantId", "terminalId", "merchantTranId", "merchantName", "subMerchantName", "MCC", "amount", "txnNote", "UUID", "UMN", "OTP", "note", "response", "success", "message", "bankRRN", "errormessage"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi2.delayed_settlements",
    portalPaths: [],
    fields: ["UUID", "UMN", "releaseMoneyTo", "amount", "beneficiaryIdentifier", "merchantId", "merchantTranId", "terminalId", "response", "message", "errormessage"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi2c.validate_address",
    portalPaths: ["Payments / UPI 2.0 / Add Account / Validate Virtual Address", "Payments / UPI 2.0 / Pay To VPA / Validate Virtual Address", "Payments / UPI 2.0 / Collect From VPA / Validate Virtual Address", "Corporate API Suite / Payments / UPI 2.0 / Add Account / Validate Virtual Address", "Corporate API Suite / Collections / UPI Collect 2.0 / Collect from VPA / Validate Virtual Address"],
    fields: ["device-id", "mobile", "seq-no", "channel-code", "virtual-address", "profile-id", "payee-name", "ptc-mobile", "success", "response", "message", "UpiTranlogId", "BankRRN", "SeqNo", "UserProfile", "MobileAppData", "ValidationSummary"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi2c.list_account_provider",
    portalPaths: ["Payments / UPI 2.0 / Add Account / List Account Provider", "Corporate API Suite / Payments / UPI 2.0 / Add Account / List Account Provider"],
    fields: ["device-id", "mobile", "seq-no", "channel-code", "success", "response", "message", "UpiTranlogId", "BankRRN", "SeqNo", "UserProfile", "MobileAppData", "ValidationSummary", "MobileAppData.details.providers[]"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi2c.list_accounts",
    portalPaths: ["Payments / UPI 2.0 / Add Account / List Accounts", "Payments / UPI 2.0 / Change Reset MPIN / List Accounts", "Corporate API Suite / Payments / UPI 2.0 / Add Account / List Account"],
    fields: ["device-id", "mobile", "seq-no", "channel-code", "account-provider", "payer-name", "link-type", "aadhaar-consent", "success", "response", "message", "UpiTranlogId", "BankRRN", "SeqNo", "UserProfile", "MobileAppData", "ValidationSummary", "MobileAppData.details.accounts[]"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi2c.list_keys",
    portalPaths: ["Payments / UPI 2.0 / Add Account / List Keys", "Corporate API Suite / Payments / UPI 2.0 / Add Account / List Keys"],
    fields: ["device-id", "mobile", "seq-no", "channel-code", "success", "response", "message", "UpiTranlogId", "BankRRN", "SeqNo", "UserProfile", "MobileAppData", "ValidationSummary"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi2c.list_psp",
    portalPaths: ["Payments / UPI 2.0 / Miscellaneous / List PSP", "Payments / UPI 2.0 / Change Reset MPIN / Signed Intent QR / List PSP Keys", "Corporate API Suite / Payments / UPI 2.0 / Change Reset MPIN / Signed Intent QR / List PSP Keys"],
    fields: ["device-id", "mobile", "seq-no", "channel-code", "success", "response", "message", "UpiTranlogId", "BankRRN", "SeqNo", "UserProfile", "MobileAppData", "ValidationSummary"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi2c.get_token",
    portalPaths: ["Payments / UPI 1.0 / Get Token", "Payments / UPI 2.0 / Miscellaneous / Get Token", "Corporate API Suite / Payments / UPI 1.0 / Get Token"],
    fields: ["device-id", "mobile", "seq-no", "channel-code", "success", "response", "message", "UpiTranlogId", "BankRRN", "SeqNo", "UserProfile", "MobileAppData", "ValidationSummary"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi2c.register_mobile",
    portalPaths: ["Payments / UPI 2.0 / Add Account / Register Mobile Number", "Payments / UPI 2.0 / Change Reset MPIN / Register Mobile Number", "Payments / UPI 1.0 / Account Registration / Register Mobile Number", "Corporate API Suite / Payments / UPI 2.0 / Add Account / Register Mobile Number"],
    fields: ["device-id", "mobile", "seq-no", "channel-code", "account-provider", "Otp", "account-number", "mpin", "atmpin", "card-digits", "expiry-date", "profile-id", "virtual-address", "ifsc", "mmid", "account-type", "name", "default-debit", "default-credit", "action flag", "hashed-virtual-address", "success", "response", "message", "UpiTranlogId", "BankRRN", "SeqNo", "UserProfile", "MobileAppData", "ValidationSummary"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi2c.store_account_details",
    portalPaths: ["Payments / UPI 2.0 / Miscellaneous / Store Account Details"],
    fields: ["device-id", "mobile", "seq-no", "channel-code", "account-provider", "ifsc", "account-number", "mmid", "virtual-address", "account-type", "profile-id", "name", "default-debit", "default-credit", "hashed-virtual-address", "success", "response", "message", "UpiTranlogId", "BankRRN", "SeqNo", "UserProfile", "MobileAppData", "ValidationSummary"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi2c.va_availability",
    portalPaths: ["Payments / UPI 2.0 / Miscellaneous / Virtual Address Availability"],
    fields: ["device-id", "mobile", "seq-no", "channel-code", "virtual-address", "success", "response", "message", "UpiTranlogId", "BankRRN", "SeqNo", "UserProfile", "MobileAppData", "ValidationSummary"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi2c.change_primary_account",
    portalPaths: ["Payments / UPI 2.0 / Miscellaneous / Change Primary Account"],
    fields: ["device-id", "mobile", "seq-no", "channel-code", "ifsc", "success", "response", "message", "UpiTranlogId", "BankRRN", "SeqNo", "UserProfile", "MobileAppData", "ValidationSummary"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi2c.transaction_history",
    portalPaths: ["Payments / UPI 2.0 / Miscellaneous / Get Transaction History", "Payments / UPI 1.0 / Transaction Details / Get Transaction History"],
    fields: ["MobileNumber", "deviceId", "sequenceNumber", "channelCode", "profileId", "startTime", "enDateime", "limit", "offset"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi2c.pay_to_va",
    portalPaths: ["Payments / UPI 2.0 / Pay To VPA / Pay To Virtual Address", "Corporate API Suite / Payments / UPI 2.0 / Pay to VPA / Pay to virtual address"],
    fields: ["note", "success", "response", "message", "BankRRN", "UpiTranlogId", "UserProfile", "SeqNo", "MobileAppData"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi2c.transaction_status",
    portalPaths: ["Payments / UPI 2.0 / Change Reset MPIN / Transaction Status", "Payments / UPI 1.0 / Transaction Details / Transaction Status"],
    fields: ["profileId", "MobileNumber", "VirtualAddress", "deviceId", "seqNumber", "channelcode", "payeename"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi1.collect_request",
    portalPaths: ["Payments / UPI 1.0 / Collect from VPA / Collect Request", "Corporate API Suite / Collections / UPI Collect 1.0 / Collect from VPA / Collect Request"],
    fields: ["ProfileId", "AccountProvider", "Payeeva", "Payerva", "Amount", "DeviceId", "seqNumber", "Note", "Channelcode", "Expireafter", "status", "txnid", "description"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi1.validate_address",
    portalPaths: ["Payments / UPI 1.0 / Pay to VPA / Validate Virtual Address", "Payments / UPI 1.0 / Collect from VPA / Validate Virtual Address", "Payments / UPI 1.0 / Merchant Pay Request / Validate Virtual Address", "Payments / UPI 1.0 / Merchant Collect Request / Validate Virtual Address"],
    fields: ["MobileNumber", "deviceId", "sequenceNumber", "channelCode", "profileId", "VirtualAddress", "payeeName"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi1.merchant_refund",
    portalPaths: ["Payments / UPI 2.0 / Change Reset MPIN / Merchant Refund Request", "Corporate API Suite / Payments / UPI 2.0 / Change Reset MPIN / Merchant refund request"],
    fields: ["device-id", "mobile", "seq-no", "channel-code", "profile-id", "payer-va", "ori-seq-no", "success", "response", "message", "UpiTranlogId", "BankRRN", "SeqNo", "UserProfile", "MobileAppData", "ValidationSummary"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi.composite_body",
    portalPaths: ["Payments / Composite Pay / UPI"],
    fields: ["mobile", "device-id", "seq-no", "account-provider", "payee-va", "payer-va", "profile-id", "amount", "pre-approved", "use-default-acc", "default-debit", "default-credit", "payee-name", "mcc", "merchant-type", "txn-type", "channel-code", "remarks", "crpID", "aggrID", "userID", "vpa", "success", "response", "message", "BankRRN", "UpiTranlogId", "UserProfile", "SeqNo", "MobileAppData", "PayerRespCode", "PayeeRespCode", "PayerRevRespCode", "PayeeRevRespCode", "ActCode"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json upi.callback",
    portalPaths: [],
    fields: ["merchantId", "subMerchantId", "terminalId", "BankRRN", "merchantTranId", "PayerName", "PayerMobile", "PayerVA", "PayerAmount", "TxnStatus", "TxnInitDate", "TxnCompletionDate", "ResponseCode", "RespCodeDescription", "PayeeVPA", "PayerAccountType", "UMN"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json eazypay.redirect",
    portalPaths: [],
    fields: ["merchantid", "mandatory fields", "optional fields", "returnurl", "Reference No", "submerchantid", "transaction amount", "paymode", "Response_Code", "Unique_Ref_Number", "Service_Tax_Amount", "Processing_Fee_Amount", "Total_Amount", "Transaction_Amount", "Transaction_Date", "Interchange_Value", "TDR", "Payment_Mode", "SubMerchantId", "ReferenceNo", "ID", "RS", "TPS", "mandatory_fields", "optional_fields", "RSV"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json eazypay.verify",
    portalPaths: [],
    fields: ["ezpaytranid", "amount", "paymentmode", "merchantid", "trandate", "pgreferenceno", "status"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json ecollection.msg_hold",
    portalPaths: ["Business Banking / Collections / E collection (Confirm & Credit) / E-Collection Message Holding", "Corporate API Suite / Collections / I-Surepay / E-Collection Message Holding"],
    fields: ["ClientCode", "VirtualAccountNumber", "Mode", "UTR", "SenderRemark", "ClientAccountNo", "Amount", "PayerName", "PayerAccNumber", "PayerBankIFSC", "PayerPaymentDate", "BankInternalTransactionNumber", "USERID", "AcceptOrReject", "Message", "Code"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json ecollection.mis_posting",
    portalPaths: ["Business Banking / Collections / E collection (Virtual Account MIS) / eCollection MIS", "Corporate API Suite / Collections / E-Collections / E-Collection MIS"],
    fields: ["ClientCode", "VirtualAccountNumber", "Mode", "UTR", "SenderRemark", "ClientAccountNo", "Amount", "PayerName", "PayerAccNumber", "PayerBankIFSC", "PayerPaymentDate", "BankInternalTransactionNumber", "USERID", "CustomerCode", "VirtualACCode", "MODE", "SENDER REMARK", "CustomerAccountNo", "AMT", "PayeeName", "PayeeAccountNumber", "PayeeBankIFSC", "PayeePaymentDate", "Response", "Code", "SuccessANDRejected", "CODE"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json isurepay.validation",
    portalPaths: ["Business Banking / Collections / iSurepay (Cash/Cheque/DD Deposit) / Validation Web Service", "Corporate API Suite / Collections / I-Surepay / Validation Web Service"],
    fields: [],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json isurepay.receipting",
    portalPaths: ["Business Banking / Collections / iSurepay (Cash/Cheque/DD Deposit) / Receipting Web Service", "Corporate API Suite / Collections / EazyPay / Receipting Web Service"],
    fields: [],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json cdm.validation",
    portalPaths: ["Business Banking / Collections / Cash Deposit Machine / CDM Validation", "Corporate API Suite / Collections / UPI Collect 1.0 / CDM Validation"],
    fields: [],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json cdm.deposit",
    portalPaths: ["Business Banking / Collections / Cash Deposit Machine / CDM Deposit", "Corporate API Suite / Collections / Cash Deposit Machines / CDM Deposit"],
    fields: [],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json bbps.agent_login",
    portalPaths: ["Payments / BBPS / Agent / Agent Login"],
    fields: ["loginHash", "APIKey"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json prepaid.linked_mobile",
    portalPaths: ["Loans and Cards / Cards / Prepaid card / Linked Mobile"],
    fields: ["ReferenceNumber", "MerchantId", "MerchantPassword", "Product", "ProductCategory", "MobileNumber", "TransactionRemark"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json bb.pan_validation",
    portalPaths: ["Building Blocks / Customer Authentication / Fetch PAN details"],
    fields: ["pan", "status", "data", "errorCode"],
    text: ["Returncode", "PAN", "PANStatus", "LastName", "FirstName", "MiddleName", "PANtitle", "Lastupdatedate ", "Filler1", "Filler2", "Filler3"]
  },
  {
    fact: "facts/upi-collections-and-others.json bb.otp_creation",
    portalPaths: ["Building Blocks / Customer Authentication / OTP Generation", "Loans and Cards / Loans / Personal Loan V1 / OTP Creation"],
    fields: ["MobileNumber", "TransactionIdentifier"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json bb.document_upload",
    portalPaths: ["Building Blocks / Document Upload"],
    fields: ["folderName", "fileDetails"],
    text: ["file", "docName", "docDataClass", "className", "indexName", "indexId", "indexValue", "folderDataClass"]
  },
  {
    fact: "facts/upi-collections-and-others.json trade.remittance_balance",
    portalPaths: ["Corporate API Suite / Trade Services / Remittance / Inward Remittance / Remittance Balance Inquiry"],
    fields: ["VostroBalance.CorrespondentId", "VostroBalance.MessageType", "VostroBalance.VostroAccNumber", "Signature.SignatureValue", "MessageType", "CorrespondentID", "ClientShortName", "VostroAccNo", "ErrorDescription", "VostroBalanceAmt", "VostroCurrency", "ResponseDateTime"],
    text: []
  },
  {
    fact: "facts/upi-collections-and-others.json accounts.check_balance",
    portalPaths: [],
    fields: ["mobileNo", "acctNo", "cardNo", "Type / MobileNumber / AccountNumber"],
    text: ["type"]
  },
  {
    fact: "facts/composite-and-cib.json rule \"CIB shapes\"",
    portalPaths: [],
    fields: [],
    text: ["ErrorCode", "ERRORCODE", "errormessage", "Message", "MESSAGE"]
  },
  {
    fact: "facts/upi-collections-and-others.json rule \"e-collection decision\"",
    portalPaths: [],
    fields: [],
    text: ["Message"]
  },
  {
    fact: "facts/upi-collections-and-others.json rule \"e-collection formats\"",
    portalPaths: [],
    fields: [],
    text: ["ClientCode", "VirtualAccountNumber", "Amount", "Response", "Code", "CustomerCode", "VirtualACCode", "AMT", "SuccessANDRejected", "CODE"]
  }
]
