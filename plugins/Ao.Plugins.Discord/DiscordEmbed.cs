using System.Globalization;
using System.Text.Json;
using Ao.Channels;
using Ao.Notifiers;

namespace Ao.Plugins.Discord;

/// <summary>The one embed of a message, within Discord's limits: 256 characters for the title, 4,096 for the description, 25 fields, 6,000 together.</summary>
internal sealed record DiscordEmbed
{
    public const int MaxTitle = 256;
    public const int MaxDescription = 4_096;
    public const int MaxFields = 25;
    public const int MaxValue = 1_024;
    public const int MaxTogether = 6_000;

    private const int MaxFooter = 300;

    /// <summary>How many characters are kept free, for a note that not everything is shown.</summary>
    private const int Reserve = 200;

    public required string Title { get; init; }

    public string Description { get; init; } = "";

    public IReadOnlyList<(string Name, string Value)> Fields { get; init; } = [];

    public required int Color { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the small line at the end. Discord shows it as it is: it knows no markup there.</summary>
    public required string Footer { get; init; }

    public static DiscordEmbed Of(Notification notification) => new()
    {
        Title = DiscordText.Line(notification.Title, MaxTitle),
        Description = Whole(notification.Title, notification.Body),
        Color = ColorOf(notification.Priority),
        At = notification.At,
        Footer = ChannelText.Cut($"{notification.Priority} · {notification.Session?.Value ?? notification.Project?.Value ?? "ao"} · {notification.Key}", MaxFooter),
    };

    public static DiscordEmbed Of(ConsentQuestion question, DateTimeOffset now) => new()
    {
        Title = DiscordText.Line(question.Title, MaxTitle),
        Fields = FieldsOf([.. QuestionLines.Parameters(question), .. QuestionLines.Details(question)], MaxTogether - MaxTitle - MaxFooter - Reserve),
        Color = ColorOf(NotificationPriority.Action),
        At = now,
        Footer = ChannelText.Cut($"Request for consent {Printable.Line(question.ConsentId)} · Answer it at the host.", MaxFooter),
    };

    /// <summary>Gives what takes a question's place when it needs no answer any more.</summary>
    public static DiscordEmbed Of(ConsentClosure closure, string title, DateTimeOffset now) => new()
    {
        Title = DiscordText.Line($"Closed: {title}", MaxTitle),
        Description = DiscordText.Lines(QuestionLines.Ending(closure), MaxDescription),
        Color = ColorOf(NotificationPriority.Info),
        At = now,
        Footer = ChannelText.Cut($"Request for consent {Printable.Line(closure.ConsentId)}", MaxFooter),
    };

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("title", Title);
        if (Description.Length > 0)
        {
            json.WriteString("description", Description);
        }

        json.WriteNumber("color", Color);
        json.WriteString("timestamp", At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteStartArray("fields");
        foreach (var (name, value) in Fields)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("value", value);
            json.WriteBoolean("inline", value.Length <= 60);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("footer");
        json.WriteString("text", Footer);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Gives as many fields as there is room for, and says where that was not enough.</summary>
    private static List<(string Name, string Value)> FieldsOf(IReadOnlyList<(string Name, string Value)> lines, int room)
    {
        var fields = new List<(string Name, string Value)>();
        foreach (var (name, value) in lines)
        {
            var field = (Name: DiscordText.Line(name, MaxTitle), Value: DiscordText.Lines(value, MaxValue));
            room -= field.Name.Length + field.Value.Length;
            if (room < 0 || (fields.Count == MaxFields - 1 && lines.Count > MaxFields))
            {
                fields.Add(("More", string.Create(CultureInfo.InvariantCulture, $"{lines.Count - fields.Count} further lines are shown at the host.")));
                break;
            }

            fields.Add(field);
        }

        return fields;
    }

    /// <summary>A title is short: a longer one is told whole with the details.</summary>
    private static string Whole(string title, string body)
    {
        var text = DiscordText.Escape(Printable.Line(title)).Length > MaxTitle ? $"{Printable.Line(title)}\n{body}" : body;
        return string.IsNullOrWhiteSpace(Printable.Clean(text)) ? "" : DiscordText.Lines(text, MaxDescription);
    }

    private static int ColorOf(NotificationPriority priority) => priority switch
    {
        NotificationPriority.Urgent => 0xD83C3E,
        NotificationPriority.Action => 0xE08A1E,
        NotificationPriority.Warning => 0xD8C33C,
        _ => 0x4E7DD1,
    };
}
