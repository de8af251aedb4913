using Ao.TestSupport.Notifiers;

namespace Ao.Plugins.OpenClaw.Tests;

/// <summary>The notifier over a receiver that answers as the gateway does.</summary>
internal sealed class OpenClawStand : HttpNotifierStand<OpenClawPlugin>
{
    public const string Token = "canary-token-of-the-hooks";
    public const string Secret = "canary-secret-of-the-answers";
    public const string Operator = "telegram:12345";

    public OpenClawStand(TimeProvider? time = null, params (string Key, string? Value)[] more)
        : base("openclaw", address => OptionsFor(address, more), Read, [Token, Secret], time)
    {
        Receiver.Answer = static request => request.Path switch
        {
            "/health" => new StubAnswer(200, """{"ok":true,"status":"live"}"""),
            "/hooks/wake" => new StubAnswer(200, """{"ok":true,"mode":"now","eventOutcome":"queued"}"""),
            "/hooks/agent" when request.Json().GetProperty("message").GetString() == "" => new StubAnswer(400, """{"ok":false,"error":"message required"}"""),
            "/hooks/agent" => new StubAnswer(200, """{"ok":true,"runId":"020c3f6e-d2a4-47d8-85da-08c8df91bead"}"""),
            _ => new StubAnswer(404, "Not Found"),
        };

        // It is well all the same when it refuses something or asks to wait.
        Receiver.Refusal = request => request.Path == "/health" ? Receiver.Answer(request) : new StubAnswer(401, "Unauthorized");
        Receiver.WaitAnswer = request => request.Path == "/health" ? Receiver.Answer(request) : new StubAnswer(429, "Too Many Requests", $"Retry-After: {(int)StubReceiver.Wait.TotalSeconds}");
    }

    /// <summary>Gets the file of what was held back and then refused.</summary>
    public string Undelivered => Path.Combine(DataFolder, "undelivered.jsonl");

    public IEnumerable<StubRequest> Posted(string hook) => Receiver.Taken.Where(request => request.Path == $"/hooks/{hook}");

    public static async Task<OpenClawStand> StartAsync(TimeProvider? time = null, params (string Key, string? Value)[] more)
    {
        var stand = new OpenClawStand(time, more);
        await stand.RestartAsync();
        return stand;
    }

    private static Dictionary<string, string?> OptionsFor(Uri address, (string Key, string? Value)[] more)
    {
        var options = new Dictionary<string, string?>
        {
            ["Address"] = address.AbsoluteUri,
            ["Token"] = Token,
            ["Timeout"] = "00:00:03",
            ["RetryDelay"] = "00:00:00.010",
            ["HealthRetry"] = "00:00:00",
            ["PerMinute"] = "10000",
            ["Answers:Secret"] = Secret,
            ["Answers:Operators:0"] = Operator,
        };
        foreach (var (key, value) in more)
        {
            if (value is null)
            {
                options.Remove(key);
            }
            else
            {
                options[key] = value;
            }
        }

        return options;
    }

    private static ChannelArrival? Read(StubRequest request) => request.Path == "/hooks/agent"
        ? new ChannelArrival(request.Json().GetProperty("message").GetString()!.Replace("\u2060", "", StringComparison.Ordinal), request.Text, request.Headers["Idempotency-Key"])
        : null;
}
