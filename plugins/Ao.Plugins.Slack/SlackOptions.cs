using System.ComponentModel.DataAnnotations;
using Ao.Notifiers;

namespace Ao.Plugins.Slack;

/// <summary>The options of the plugin: either a bot with <see cref="Token"/> and <see cref="Channel"/>, or the simple way with <see cref="WebhookUrl"/>.</summary>
internal sealed class SlackOptions
{
    /// <summary>Gets or sets the bot's token, <c>xoxb-…</c>. It needs the scope <c>chat:write</c>.</summary>
    public string? Token { get; set; }

    /// <summary>Gets or sets the channel that the bot posts to: its id, such as <c>C012AB3CD</c>.</summary>
    public string? Channel { get; set; }

    /// <summary>Gets or sets the address of an incoming webhook, instead of a bot. It is a secret. Questions are shown over it and answered elsewhere.</summary>
    public Uri? WebhookUrl { get; set; }

    /// <summary>Gets or sets the app's signing secret, which proves that an answer comes from Slack. Without it no answer is taken.</summary>
    public string? SigningSecret { get; set; }

    /// <summary>Gets or sets who may answer questions: ids of Slack users, such as <c>U012AB3CD</c>.</summary>
    /// <value>The default is nobody: questions are shown and answered elsewhere.</value>
    public IList<string> Operators { get; set; } = [];

    /// <summary>Gets or sets who is mentioned when something presses: ids of Slack users, or the words <c>here</c> and <c>channel</c>.</summary>
    /// <value>The default is nobody.</value>
    public IList<string> Mentions { get; set; } = [];

    /// <summary>Gets or sets from what priority on they are mentioned.</summary>
    /// <value>The default is <see cref="NotificationPriority.Urgent"/>.</value>
    public NotificationPriority MentionFrom { get; set; } = NotificationPriority.Urgent;

    /// <summary>Gets or sets whether what is told of one session is gathered in one thread. What asks for somebody is shown in the channel too.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Threads { get; set; } = true;

    /// <summary>Gets or sets where Slack's Web API is.</summary>
    /// <value>The default is <c>https://slack.com/api/</c>.</value>
    public Uri ApiAddress { get; set; } = new("https://slack.com/api/");

    /// <summary>Gets or sets how long one request may take.</summary>
    /// <value>The default is 15 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Gets whether a bot posts, so that messages can be changed later.</summary>
    internal bool IsBot => WebhookUrl is null;

    /// <summary>Gets whether answers can come back.</summary>
    internal bool TakesAnswers => IsBot && !string.IsNullOrEmpty(SigningSecret) && Operators.Count > 0;
}
