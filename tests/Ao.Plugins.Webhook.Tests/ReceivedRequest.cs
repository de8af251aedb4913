using System.Text.Json;

namespace Ao.Plugins.Webhook.Tests;

internal sealed record ReceivedRequest(string Line, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Key => Headers["Idempotency-Key"];

    public string? Text(string name) => JsonDocument.Parse(Body).RootElement.GetProperty(name).GetString();
}
