import { Download } from "lucide-react";
import { Button, type ButtonProps } from "@/components/ui/button";
import type { ExportFormat } from "@/lib/export/table";

export type DownloadMenuProps = Pick<ButtonProps, "size" | "pending" | "disabled"> & {
  onChoose: (format: ExportFormat) => Promise<void>;
};

/** What opens the menu of formats. */
export function DownloadButton(props: ButtonProps) {
  return (
    <Button {...props}>
      <Download aria-hidden="true" /> Download
    </Button>
  );
}
