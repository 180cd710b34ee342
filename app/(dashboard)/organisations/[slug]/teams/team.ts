/** A team of the organisation, as its page lists them. */
export type Team = {
  id: string;
  name: string;
  /** How many active tokens are assigned to it. */
  tokens: number;
  isOwn: boolean;
  members: readonly {
    id: string;
    email: string;
    firstName: string;
    lastName: string;
    name: string;
    isSelf: boolean;
  }[];
};
