namespace Ao.Plugins;

/// <summary>The answer to a request from outside.</summary>
/// <param name="Status">The HTTP status: 200 to 299 where it was taken, 401 where the sender was not proved, 400 where it cannot be read.</param>
/// <param name="Body">The text of the answer; none where it is empty. A sender may read it: it tells nothing that is not for everybody.</param>
/// <param name="ContentType">The kind of the text.</param>
public sealed record WebhookReply(int Status, string Body = "", string ContentType = "text/plain; charset=utf-8")
{
    /// <summary>Gets the answer to what was taken and is worked on: 202.</summary>
    public static WebhookReply Accepted { get; } = new(202);

    /// <summary>Gets the answer to what nobody proved to have sent: 401, and not why.</summary>
    public static WebhookReply Unproved { get; } = new(401);
}
