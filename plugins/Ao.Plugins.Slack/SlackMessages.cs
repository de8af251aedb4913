using System.Globalization;
using Ao.Channels;
using Ao.Notifiers;

namespace Ao.Plugins.Slack;

/// <summary>Puts notifications and questions into Slack's form: a pure function.</summary>
internal static class SlackMessages
{
    private const int MaxFallback = 500;
    private const int MaxShort = 200;

    /// <summary>Gives a notification's message.</summary>
    public static SlackMessage Of(Notification notification, SlackOptions options)
    {
        var mentions = notification.Priority >= options.MentionFrom ? string.Join(' ', options.Mentions.Select(static who => who is "here" or "channel" ? $"<!{who}>" : $"<@{who}>")) : "";
        var body = Printable.Clean(notification.Body);
        return new SlackMessage
        {
            Text = $"{(mentions.Length > 0 ? mentions + " " : "")}{SlackText.Line(notification.Title, MaxFallback)}",
            Header = HeaderOf(notification.Title),
            Mentions = mentions,
            Sections = [.. LongTitle(notification.Title), .. string.IsNullOrWhiteSpace(body) ? [] : (string[])[SlackText.Lines(body, SlackBlocks.MaxText)]],
            Footer = SlackText.Line(string.Create(CultureInfo.InvariantCulture, $"{notification.Priority} · {(notification.Session?.Value ?? notification.Project?.Value ?? "ao")} · {notification.At:u}{(options.IsBot ? "" : $" · {notification.Key}")}"), SlackBlocks.MaxField),
        };
    }

    /// <summary>Gives a question's message, and the text that is shown again when it is closed. It has buttons only where all that an answer is bound to is shown whole.</summary>
    public static (SlackMessage Message, string Kept) Of(ConsentQuestion question, SlackOptions options)
    {
        var parameters = QuestionLines.Parameters(question);
        var details = QuestionLines.Details(question);
        var isWhole = parameters.All(static parameter => SlackText.Escape(LineOf(parameter)).Length <= SlackBlocks.MaxText) && parameters.Count + details.Count < SlackBlocks.MaxSections && question.ConsentId.Length <= 255;
        var sections = parameters.Concat(details).Take(SlackBlocks.MaxSections).Select(static line => SlackText.Lines(LineOf(line), SlackBlocks.MaxText)).ToList();
        var hint = (options.TakesAnswers, isWhole) switch
        {
            (true, true) => "",
            (true, false) => " · It is too long to be decided here: answer it at the host.",
            _ => " · Answer it at the host.",
        };

        // Short pairs stand beside each other.
        var fields = sections.Where(static section => section.Length <= MaxShort).ToList();
        var message = new SlackMessage
        {
            Text = $"A question: {SlackText.Line(question.Title, MaxFallback)}",
            Header = HeaderOf(question.Title),
            Sections = [.. LongTitle(question.Title), .. sections.Where(static section => section.Length > MaxShort)],
            Fields = fields,
            Footer = SlackText.Line($"Request for consent {question.ConsentId}{hint}", SlackBlocks.MaxField),
            ConsentId = options.TakesAnswers && isWhole ? question.ConsentId : null,
        };
        return (message, string.Join('\n', parameters.Concat(details).Select(LineOf)));
    }

    /// <summary>Gives the message that takes a question's place when it needs no answer any more.</summary>
    public static SlackMessage Of(ConsentClosure closure, string title, string kept) => new()
    {
        Text = $"Closed ({closure.Ending}): {SlackText.Line(title, MaxFallback)}",
        Header = HeaderOf($"Closed: {title}"),
        Sections = [SlackText.Line(QuestionLines.Ending(closure), SlackBlocks.MaxText), .. kept.Length == 0 ? [] : (string[])[SlackText.Lines(kept, SlackBlocks.MaxText)]],
        Footer = SlackText.Line($"Request for consent {closure.ConsentId}", SlackBlocks.MaxField),
    };

    private static string HeaderOf(string title) => SlackText.Line(string.IsNullOrWhiteSpace(title) ? "(no title)" : title, SlackBlocks.MaxHeader);

    /// <summary>A header is short: a longer title is told whole below it.</summary>
    private static string[] LongTitle(string title) => Printable.Line(title).Length > SlackBlocks.MaxHeader / 2 ? [SlackText.Line(title, SlackBlocks.MaxText)] : [];

    private static string LineOf((string Name, string Value) line) => $"{line.Name}: {line.Value}";
}
