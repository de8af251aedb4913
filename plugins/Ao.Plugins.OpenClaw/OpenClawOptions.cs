using System.ComponentModel.DataAnnotations;

namespace Ao.Plugins.OpenClaw;

/// <summary>The options of the plugin.</summary>
internal sealed class OpenClawOptions
{
    /// <summary>Gets or sets the gateway's address.</summary>
    /// <value>The default is <c>http://127.0.0.1:18789</c>.</value>
    public Uri Address { get; set; } = new("http://127.0.0.1:18789");

    /// <summary>Gets or sets whether the address may be plain HTTP to another machine.</summary>
    /// <value>The default is <see langword="false"/>: HTTP is only for loopback addresses.</value>
    public bool AllowHttp { get; set; }

    /// <summary>Gets or sets the path of the gateway's hooks, its <c>hooks.path</c>.</summary>
    /// <value>The default is <c>/hooks</c>.</value>
    public string HooksPath { get; set; } = "/hooks";

    /// <summary>Gets or sets the token of the gateway's hooks, its <c>hooks.token</c>.</summary>
    [Required]
    public string Token { get; set; } = "";

    /// <summary>Gets or sets the agent of the gateway that passes messages on.</summary>
    /// <value>The default is <see langword="null"/>: the gateway's own choice.</value>
    public string? AgentId { get; set; }

    /// <summary>Gets or sets the chat channel that the agent's words are delivered to, such as <c>telegram</c>. It goes with <see cref="To"/>.</summary>
    /// <value>The default is <see langword="null"/>: they go to the agent's main session.</value>
    public string? Channel { get; set; }

    /// <summary>Gets or sets who gets them there.</summary>
    public string? To { get; set; }

    /// <summary>Gets or sets the gateway's account of that channel, where it has several.</summary>
    public string? AccountId { get; set; }

    /// <summary>Gets or sets whether all that is about one session is one conversation in the gateway.</summary>
    /// <value>The default is <see langword="true"/>. It needs the gateway's <c>hooks.allowRequestSessionKey</c> and a prefix of its own.</value>
    public bool KeepConversations { get; set; } = true;

    /// <summary>Gets or sets what the gateway's conversations of Ao are called before the session's name. The gateway must allow the prefix.</summary>
    /// <value>The default is <c>hook:ao:</c>.</value>
    [RegularExpression("^[a-z0-9:_-]{1,60}$")]
    public string SessionKeyPrefix { get; set; } = "hook:ao:";

    /// <summary>Gets or sets how long one request may take. The gateway itself takes up to 15 seconds to admit one.</summary>
    /// <value>The default is 20 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Gets or sets how often a message is tried before the host is told that it failed. Each attempt carries the same idempotency key.</summary>
    /// <value>The default is 3.</value>
    [Range(1, 10)]
    public int Attempts { get; set; } = 3;

    /// <summary>Gets or sets the wait before the second attempt; it doubles with each one.</summary>
    /// <value>The default is 1 second.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets how long the gateway counts as well after it said so.</summary>
    /// <value>The default is 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan HealthPeriod { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the wait before a gateway that was not well is looked at again; it doubles each time up to <see cref="MaxHealthRetry"/>.</summary>
    /// <value>The default is 1 second.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan HealthRetry { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the longest wait before a gateway that was not well is looked at again.</summary>
    /// <value>The default is 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan MaxHealthRetry { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how long more of the same, which is not urgent, is held back and then told at once.</summary>
    /// <value>The default is 1 minute; 0 holds nothing back for that.</value>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan NoiseWindow { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how many notifications go out in a minute. What comes beyond is held back, urgent ones excepted.</summary>
    /// <value>The default is 20.</value>
    [Range(1, 10_000)]
    public int PerMinute { get; set; } = 20;

    /// <summary>Gets or sets whether the agent's main session is woken for what is urgent.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool WakeForUrgent { get; set; } = true;

    /// <summary>Gets or sets who may answer questions, and how their answers are proved.</summary>
    /// <value>The default is <see langword="null"/>: questions are shown and answered elsewhere.</value>
    public AnswerOptions? Answers { get; set; }
}
