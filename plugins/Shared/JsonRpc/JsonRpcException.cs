namespace Ao.JsonRpc;

/// <summary>The other side has answered a request with an error.</summary>
/// <param name="code">The error's code.</param>
/// <param name="message">The error's message. Text from outside.</param>
internal sealed class JsonRpcException(int code, string message) : AoException($"The agent refused a request: {Printable.Quote(message)} (error {code}).")
{
    public int Code => code;
}
