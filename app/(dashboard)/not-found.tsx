import { NotFoundNotice } from "@/components/page/not-found-notice";

export const metadata = { title: "Not found" };

export default function DashboardNotFound() {
  return <NotFoundNotice />;
}
