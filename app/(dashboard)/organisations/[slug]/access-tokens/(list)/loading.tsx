import { ListSkeleton } from "@/components/list/list-skeleton";

export default function Loading() {
  return <ListSkeleton words="the tokens that reach the organisation" head above="totals" />;
}
