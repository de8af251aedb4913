using Ao.Notifiers;

namespace Ao.TestSupport.Notifiers;

/// <summary>What the notifiers are given.</summary>
public static class Samples
{
    private static readonly string[] s_mentions =
    [
        "@everyone", "@here", "<!channel>", "<!here>", "<!everyone>", "<@U012AB3CD>", "<@!123456789012345678>", "<@&123456789012345678>", "<#C012AB3CD>", "<!subteam^S123>", "<!date^0^{date}|x>",
        "[a link](https://evil.example/)", "<https://evil.example/|a link>", "![](https://evil.example/pixel.png)", "https://evil.example/", "*bold* _italic_ ~struck~ `code`", "```\nblock\n```", "> quote", "# heading", "||spoiler||", ":tada:", "&lt;!channel&gt;", "&amp;", "&#60;!channel&#62;",
        "<b>bold</b><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</pre>", "\r\nBcc: victim@evil.example", "\nX-Injected: 1", "%0d%0aBcc: x", "-u critical", "--help", "$(touch /tmp/x)", "`touch /tmp/x`", "\"; display dialog \"x", "'; Start-Process calc; '", "title\nsecond line", "a\0b", "\e]8;;https://evil.example\a x \e]8;;\a",
    ];

    /// <summary>Gets texts that want to be more than text.</summary>
    public static IReadOnlyList<string> HostileTexts { get; } = [.. s_mentions, .. HostileStrings.All.Where(static (text, index) => index % 60 == 0 && !string.IsNullOrWhiteSpace(Printable.Clean(text)))];

    /// <summary>Gives a notification of a number, each with its own key.</summary>
    public static Notification Notification(int number) => new()
    {
        Key = new OperationKey($"abcd2345/notify/{number}/chat"),
        Priority = NotificationPriority.Action,
        Title = $"shop-{number} asks something, number {number}.",
        Body = $"Which of the two, of {number}?",
        At = new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero),
        Project = new ProjectId("shop"),
        Session = new SessionId("shop", number),
    };

    /// <summary>Gives a question of an id.</summary>
    public static ConsentQuestion Question(string id) => new()
    {
        ConsentId = id,
        Title = "Merge pull request 7 of shop",
        Parameters = new Dictionary<string, string> { ["number"] = "7", ["revision"] = "0123456789abcdef", ["method"] = "Squash" },
        ExpiresAt = TimeProvider.System.GetUtcNow().AddHours(1),
        Session = new SessionId("shop", 1),
        Details = new ConsentDetails { Why = ["The floor asks for it."], Branch = "ao/shop-1", BaseBranch = "main" },
    };
}
