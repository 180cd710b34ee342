"use client";

import { useToastAction } from "@/components/form/use-toast-action";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { replayDeliveryAction } from "../actions";

/** Sends a message again, under the id that it had. */
export function ReplayButton({
  target: { organisationId, webhookId },
  deliveryId,
  event,
}: {
  target: { organisationId: string; webhookId: string };
  deliveryId: string;
  event: string;
}) {
  const about = `delivery ${deliveryId}`;
  const toast = useToast(about);
  const { run, pending } = useToastAction(() => replayDeliveryAction(organisationId, webhookId, deliveryId), {
    done: "queued",
    onDone: () => toast({ title: "Delivery sent again", description: event }),
    about: () => about,
    refused: "Delivery not sent again",
  });
  return (
    <Button size="sm" pending={pending} onClick={() => run()}>
      Send again<span className="sr-only"> {event}</span>
    </Button>
  );
}
