import { describe, expect, it } from "vitest"
import { matchNames, type NameMatch } from "./match-names.ts"

/** Made-up names: what somebody typed, what a bank might have. */
const pairs: Readonly<Record<NameMatch["verdict"], readonly (readonly [asked: string, registered: string])[]>> = {
  match: [
    // case, space, dots, honorifics
    ["Asha Rao", "ASHA RAO"], ["  Asha   Rao ", "Asha Rao"], ["Mr Ramesh Sharma", "RAMESH SHARMA"], ["Smt. Sunita Gupta", "Sunita Gupta"],
    ["Dr. Anil Menon", "MR ANIL MENON"], ["Shri Mohan Lal Gupta", "Mohan Lal Gupta"], ["Late Shri Govind Patil", "Govind Patil"], ["M/s Balaji Traders", "BALAJI TRADERS"],
    ["Hon'ble Justice Arvind Rao", "Arvind Rao"], ["Kumari Neha Joshi", "NEHA JOSHI"], ["Thiru Murugan Selvam", "Murugan Selvam"], ["Ramesh Gupta ji", "Ramesh Gupta"],
    ["Capt. Vikram Nair", "Vikram Nair"], ["Master Rohan Das (Minor)", "ROHAN DAS"], ["Er. Deepak Jain", "Deepak Jain"], ["Sharma Ramesh Mr", "Ramesh Sharma"],
    // initials
    ["APJ Abdul Kalam", "A. P. J. Abdul Kalam"], ["A.P.J.Abdul Kalam", "A P J ABDUL KALAM"], ["K Ramesh", "Ramesh K"], ["PVR Murthy", "P V R Murthy"], ["S.K. Bose", "SK BOSE"],
    ["Ramesh S Patil", "Ramesh Suresh Patil"], ["K Suresh Reddy", "Suresh Reddy"], ["Avul Pakir Jainulabdeen Abdul Kalam", "APJ Abdul Kalam"], ["Anand V Iyer", "ANAND VENKAT IYER"],
    // order
    ["Ramesh Sharma", "SHARMA RAMESH"], ["Patil, Ramesh Suresh", "Ramesh Suresh Patil"], ["Murugan Karthik", "Karthik Murugan"], ["Reddy Venkata Ramana", "Venkata Ramana Reddy"],
    // a middle name, a father's name
    ["Ramesh Patil", "Ramesh Suresh Patil"], ["Sunita Sharma", "Sunita Devi Sharma"], ["Harpreet Gill", "Harpreet Kaur Gill"], ["Ramesh Patil", "Ramesh Patil S/o Suresh Patil"],
    ["Ramesh Kumar Patil", "Ramesh Patil"], ["Meera Nair D/O Mohan Nair", "Meera Nair"], ["Ramesh Verma @ Ramu", "Ramesh Verma"], ["Lata Joshi alias Lata Kulkarni", "Lata Joshi"],
    // joined and split
    ["Ram Krishna Rao", "Ramkrishna Rao"], ["Sri Devi", "Sridevi"], ["Venkata Ramana Rao", "VENKATARAMANA RAO"], ["Raj Kumar Gupta", "Rajkumar Gupta"], ["Satya Narayana Murthy", "Satyanarayana Murthy"],
    ["Sridevi Nair", "SRI DEVI NAIR"], ["Anthony D'Souza", "Anthony Dsouza"], ["Anthony D Souza", "Anthony D'Souza"], ["Jaya Lakshmi", "Jayalaxmi"],
    // spelling
    ["Laxmi Narayanan", "Lakshmi Narayanan"], ["Sree Lakshmi", "Shrilakshmi"], ["Karthik Subramaniam", "Kartik Subramanian"], ["Gautam Das", "Gowtham Dass"], ["Vivek Shetty", "Wiwek Setty"],
    ["Seeta Rani Verma", "Sita Rani Varma"], ["Suresh Choudhary", "Suresh Chaudhuri"], ["Mohd Arif Khan", "Mohammed Arif Khan"], ["Md. Salim Shaikh", "MOHAMMAD SALIM SHEIKH"], ["Jitender Singh", "Jitendra Sinh"],
    ["Mahendra Agarwal", "Mahender Aggarwal"], ["Poornima Jayaraman", "Purnima Jayaraman"], ["Vishwanath Iyer", "Viswanath Ayyar"], ["Saraswathi Krishnamoorthy", "Saraswati Krishnamurthi"],
    ["Ramakrishnan Pillai", "Ramkrishnan Pillay"], ["Debashish Banerjee", "Debasish Banerji"], ["Gyaneshwar More", "Dnyaneshwar More"], ["Ramesh Kr Singh", "Ramesh Kumar Singh"], ["Kishore Pandey", "Kishor Pande"],
    ["Savitaben Patel", "Savita Patel"], ["Mahesh Patel", "MAHESHBHAI PATEL"], ["Philip Mathew", "Filip Mathew"], ["Jyothi Reddy", "Jyoti Reddi"], ["Zakir Hussain", "ZAKIR HUSSEIN"], ["Tamizhselvan Raja", "Tamilselvan Raja"],
    ["Krushna Deshmukh", "Krishna Deshmukh"], ["Soumya Sen", "Sowmya Sen"], ["Subhash Ghosh", "Subash Gosh"],
    // marks and scripts
    ["José Fernandes", "Jose Fernandes"], ["Ａsha Rao", "Asha Rao"], ["राजकुमार शर्मा", "Rajkumar Sharma"], ["लक्ष्मी नारायण", "Laxmi Narayan"], ["श्रीमती सुनीता गुप्ता", "Sunita Gupta"], ["डॉ. अमित वर्मा", "Amit Verma"],
    ["चंद्रशेखर सिंह", "Chandrashekhar Singh"], ["कृष्ण मिश्रा", "KRISHNA MISHRA"], ["सरस्वती यादव", "Saraswathi Yadav"], ["विजय पाटील", "विजय पाटिल"], ["ज्ञानेश्वर मोरे", "Dnyaneshwar More"], ["कमला देवी शर्मा", "Kamala Sharma"],
    ["फ़रहान ज़ैदी", "Farhan Zaidi"], ["Asha\u200b Rao", "Asha Rao"],
    // firms
    ["Acme Traders Pvt Ltd", "ACME TRADERS PRIVATE LIMITED"], ["Acme Foods & Co.", "Acme Foods and Company"], ["R K Enterprises", "RK Enterprise"], ["Shree Balaji Textiles", "Sri Balaji Textiles"], ["Kaveri Agro Foods LLP", "KAVERI AGRO FOODS LLP"],
    ["The Nilgiri Stores", "Nilgiri Stores"], ["Sagar Bros.", "Sagar Brothers"], ["3M Fabrics Ltd", "3M FABRICS LIMITED"],
    // cut by the bank
    ["Mohammed Abdul Rahman Khan", "MOHAMMED ABDUL RAHMA"], ["Venkata Subramaniam Narayana", "VENKATA SUBRAMANIAM NA"], ["Laxmi Narayana Chowdary", "LAKSHMI NARAYANA CHOW"], ["Padmanabhan Krishnaswamy", "Padmanabhan Krishnas"]
  ],
  close: [
    // too little to be sure
    ["R Sharma", "Ramesh Sharma"], ["R Sharma", "Rakesh Sharma"], ["Ramesh", "Ramesh Sharma"], ["Ramesh S", "Ramesh Suresh"], ["K Ramesh", "Krishnan Ramesh"], ["S K Sharma", "Suresh Kumar Sharma"], ["K Ramesh", "Ramesh"],
    ["R. Kumar Sharma", "Rakesh Kumar Sharma"], ["M Suresh Patil", "Mukesh Suresh Patil"], ["Ramesh Singh", "Ramesh Pratap Singh"],
    // may be father and son
    ["Suresh Patil", "Ramesh Suresh Patil"], ["Suresh Ramesh Patil", "Ramesh Suresh Patil"], ["Suresh Patil", "Patil Ramesh Suresh"], ["Priya Rajesh", "Priya Rajesh Nair"], ["Suresh Kumar", "Suresh Kumar Patil"],
    // one word of two people
    ["Arun Rao", "Aruna Rao"], ["Anil Gupta", "Anila Gupta"], ["Ram Sharma", "Rama Sharma"], ["Sukhwinder Gill", "Sukhminder Gill"], ["Ramesh K Patil Rao", "Ramesh S Patil Rao"], ["Ramesh Sharma", "Ramesh Sharma & Sunita Sharma"],
    // firms
    ["Acme Traders", "Acme Traders Pvt Ltd"], ["Acme Traders Ltd", "Acme Traders Private Limited"], ["Ramesh Kumar", "Ramesh Kumar Enterprises"], ["Ramesh Gupta", "Ramesh Gupta HUF"], ["Balaji Traders", "Balaji Traders Pune"],
    ["Sri Lakshmi Narasimha Mills", "SRI LAKSHMI NARASIMHA MIL"], ["Lakshmi Narayan Rao", "Lakshmi Narayan Rao Patil"]
  ],
  different: [
    // brothers, sisters, namesakes of one family
    ["Rajesh Sharma", "Rakesh Sharma"], ["Rajesh Kumar Sharma", "Rakesh Kumar Sharma"], ["Ramesh Suresh Patil", "Mahesh Suresh Patil"], ["Sunita Devi", "Anita Devi"], ["Amit Kumar", "Sumit Kumar"], ["Surendra Singh", "Narendra Singh"],
    ["Bhupinder Kaur", "Rupinder Kaur"], ["Sarita Joshi", "Savita Joshi"], ["Sunil Sharma", "Sunita Sharma"], ["Hitendra Shah", "Jitendra Shah"], ["Ramesh Patil s/o Suresh", "Ramesh Patil s/o Mahesh"],
    ["Sunita w/o Mohan Sharma", "Mohan Sharma"], ["Suresh Patil", "Ramesh s/o Suresh Patil"],
    // one letter of a short name
    ["Amit Shah", "Ajit Shah"], ["Anu Rao", "Manu Rao"], ["Rita Sen", "Gita Sen"], ["Ravi Nair", "Rani Nair"], ["Kiran Das", "Karan Das"], ["Asha", "Usha"], ["Mohan Rao", "Mohini Rao"], ["Raza Khan", "Raja Khan"],
    // others
    ["Asha Rao", "Vikram Singh"], ["Ramesh Kumar", "Ramesh Singh"], ["K Ramesh", "S Ramesh"], ["Kumar", "Ramesh Kumar"], ["Devi", "Sunita Devi"], ["Sinha Ramesh", "Singh Ramesh"], ["राम शर्मा", "Shyam Sharma"], ["Farhan Ali", "Imran Ali"],
    // firms
    ["Balaji Traders", "Balaji Enterprises"], ["Acme Foods Pvt Ltd", "Acme Foods LLP"], ["Sri Lakshmi Narasimha Mills", "Sri Lakshmi Narasimha Traders"], ["Kaveri Foods", "Narmada Foods"], ["Ramesh Gupta", "Gupta Sweets"]
  ],
  "cannot-say": [
    ["", "Asha Rao"], ["Asha Rao", "   "], ["...", "Asha Rao"], ["Asha Rao", "அஷா ராவ்"], ["আশা রাও", "Asha Rao"], ["Аsha Rao", "Asha Rao"], ["Asha Rao", "A*** R**"], ["Asha Rao", "ASXXX RAX"], ["R S", "Ramesh Sharma"],
    ["Mr", "12345"], ["Asha Rao", "A ".repeat(90)]
  ]
}

const rows = Object.entries(pairs).flatMap(([verdict, list]) => list.map(([asked, registered]) => ({ verdict, asked, registered })))

describe("made-up pairs", () => {
  it("are at least 120", () => {
    expect(rows.length).toBeGreaterThanOrEqual(120)
  })

  it.each(rows)("$asked | $registered: $verdict", ({ verdict, asked, registered }) => {
    const one = matchNames(asked, registered)
    expect(`${one.verdict} (${one.score}: ${one.reasons.join("; ")})`).toContain(`${verdict} (`)
    expect(matchNames(registered, asked)).toEqual(one)
    expect(one.reasons.length).toBeGreaterThan(0)
  })

  it("no reason ever holds a part of a name", () => {
    const own = new Set("a an the one two or of in as with is by and sharma".split(" "))
    for (const { asked, registered } of rows) {
      const said = new Set(matchNames(asked, registered).reasons.join(" ").toLowerCase().split(/[^a-z]+/))
      const parts = `${asked} ${registered}`.toLowerCase().split(/[^a-z]+/).filter((part) => part.length > 2 && !own.has(part))
      for (const part of parts) expect(said.has(part), part).toBe(false)
    }
  })
})

describe("thresholds", () => {
  it("can be stricter", () => {
    expect(matchNames("Laxmi Rao", "Lakshmi Rao").verdict).toBe("match")
    expect(matchNames("Laxmi Rao", "Lakshmi Rao", { matchFrom: 100 }).verdict).toBe("close")
    expect(matchNames("R Sharma", "Ramesh Sharma", { closeFrom: 80 }).verdict).toBe("different")
  })

  it("an initial says that it is one", () => {
    expect(matchNames("R Sharma", "Rakesh Sharma").reasons).toContain("the first name is known by its initial alone")
  })
})
