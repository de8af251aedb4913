namespace Ao.Plugins.GitHub.Webhooks;

/// <summary>One attempt to deliver a webhook, as GitHub lists it.</summary>
internal sealed record HookDelivery(long Id, string Guid, DateTimeOffset DeliveredAt, string Status, int StatusCode);
