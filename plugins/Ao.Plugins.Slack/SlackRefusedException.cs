namespace Ao.Plugins.Slack;

/// <summary>Is thrown when Slack refuses a call for a reason that it names.</summary>
internal sealed class SlackRefusedException(string error, string message) : AoException(message)
{
    /// <summary>Gets Slack's word for the reason.</summary>
    public string Error { get; } = error;
}
