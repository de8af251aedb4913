namespace Ao.Plugins.Alignment;

/// <summary>Reads the source files of a language, without building them. What is not well-formed is read as far as it is understood.</summary>
internal interface ISourceReader
{
    SourceUnit Read(string path, string text, CancellationToken cancellationToken);
}
