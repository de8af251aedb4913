namespace Ao.Acp;

/// <summary>Something that a host has asked of an agent, in the order it did.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="Id">For a prompt the message's id, where it has one; for an answer the question's id.</param>
internal sealed record AcpStep(string Kind, string? Id = null)
{
    public const string Initialize = "initialize";
    public const string Authenticate = "authenticate";
    public const string Session = "session";
    public const string SetMode = "mode";
    public const string Prompt = "prompt";
    public const string Cancel = "cancel";
}
