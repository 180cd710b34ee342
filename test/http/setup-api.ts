import { inspectAnswers } from "./api";
import { undescribed } from "./described";
import { settleBeforeRequests } from "./settled";

settleBeforeRequests();

// Whatever a test asks the API for, the answer is held to what its endpoint says of itself.
inspectAnswers(async (asked, answer) => {
  const fault = await undescribed(asked, answer);
  if (fault !== undefined) throw new Error(fault);
});
