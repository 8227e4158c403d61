module shipshape/toolchain/pause

go 1.24
